"""Compares status codes and never what is in the basket.

Fails: test_wrong_totals_turn_the_check_red, test_wrong_changes_turn_the_check_red, test_wrong_limits_turn_the_check_red, test_wrong_refusals_turn_the_check_red, test_lost_and_shared_changes_turn_the_check_red, test_words_and_ids_are_free
"""

from fastapi.testclient import TestClient


def check_basket(app):
    with TestClient(app) as client:
        created = client.post("/baskets")
        assert created.status_code == 201
        path = f"/baskets/{created.json()['id']}"
        for quantity in (1, 10):
            answer = client.put(f"{path}/lines/tea", json={"quantity": quantity})
            assert answer.status_code == 200
        for quantity in (0, 11):
            answer = client.put(f"{path}/lines/tea", json={"quantity": quantity})
            assert answer.status_code == 422
        assert client.put(f"{path}/lines/ale", json={"quantity": 1}).status_code == 404
        assert client.delete(f"{path}/lines/tea").status_code == 204
        assert client.delete(f"{path}/lines/tea").status_code == 404
        assert client.get("/baskets/999999999").status_code == 404
