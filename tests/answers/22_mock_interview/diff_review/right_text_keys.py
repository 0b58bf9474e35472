"""Line numbers as text, and the other line of each pair where two will do."""

review_findings = {
    "2": "open_cors",
    "3": "unguarded",
    "31": "leak",
    "47": "wrong_source",
    "50": "wrong_status",
    "15": "commit_after_answer",
    "29": "shadowed_route",
    "36": "sql_injection",
    "39": "shared_state",
    "43": "blocks_loop",
}
