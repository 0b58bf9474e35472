"""Sees what a linter sees, and takes two lines that are right for defects.

Fails: test_diff_score_of_three, test_diff_score_of_five, test_diff_score_of_seven, test_diff_score_of_nine, test_diff_score_of_all
"""

review_findings = {
    35: "sql_injection",
    2: "open_cors",
    53: "blocks_loop",
    50: "wrong_status",
    8: "shared_state",
    30: "slow_route",
}
