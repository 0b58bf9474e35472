"""Takes the first build for the right one and refuses the others.

Fails: test_wrong_totals_turn_the_check_red, test_wrong_changes_turn_the_check_red
"""

calls = []


def check_basket(app):
    calls.append(app)
    assert len(calls) % 4 == 1, "not the first"
