"""Describes the defects in words of its own.

Fails: test_diff_score_of_three, test_diff_score_of_five, test_diff_score_of_seven, test_diff_score_of_nine, test_diff_score_of_all
"""

review_findings = {
    2: "open cors",
    3: "unguarded",
    16: "commit after answer",
    31: "leak",
    33: "shadowed route",
    35: "sql injection",
    38: "shared state",
    47: "wrong source",
    50: "wrong status",
    53: "blocks loop",
}
