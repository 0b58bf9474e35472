"""Computed from a table of codes."""

LINES = {
    "open_cors": [2],
    "unguarded": [3],
    "commit_after_answer": [16],
    "leak": [31],
    "shadowed_route": [33],
    "sql_injection": [35],
    "shared_state": [38],
    "wrong_source": [47],
    "wrong_status": [50],
    "blocks_loop": [52, 53],
}
review_findings = {line: code for code, lines in LINES.items() for line in lines}
