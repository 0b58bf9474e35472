"""Finds what shows in a status or a message, and none of the silent ones.

Fails: test_diff_score_of_seven, test_diff_score_of_nine, test_diff_score_of_all
"""

review_findings = {
    2: "open_cors",
    33: "shadowed_route",
    35: "sql_injection",
    47: "wrong_source",
    50: "wrong_status",
    53: "blocks_loop",
}
