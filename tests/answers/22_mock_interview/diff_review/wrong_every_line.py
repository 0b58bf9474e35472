"""Accuses every line.

Fails: test_diff_score_of_three, test_diff_score_of_five, test_diff_score_of_seven, test_diff_score_of_nine, test_diff_score_of_all
"""

review_findings = dict.fromkeys(range(1, 55), "leak")
