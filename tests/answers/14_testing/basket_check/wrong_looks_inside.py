"""Looks at the routes of the app instead of talking to it.

Fails: test_wrong_totals_turn_the_check_red, test_wrong_changes_turn_the_check_red, test_wrong_limits_turn_the_check_red, test_wrong_refusals_turn_the_check_red, test_lost_and_shared_changes_turn_the_check_red, test_words_and_ids_are_free
"""


def check_basket(app):
    paths = {route.path for route in app.routes}
    assert "/baskets" in paths
    assert "/baskets/{basket_id}" in paths
