"""Finds nine.

Fails: test_diff_score_of_all
"""

review_findings = {
    2: "open_cors",
    16: "commit_after_answer",
    31: "leak",
    33: "shadowed_route",
    35: "sql_injection",
    38: "shared_state",
    47: "wrong_source",
    50: "wrong_status",
    53: "blocks_loop",
}
