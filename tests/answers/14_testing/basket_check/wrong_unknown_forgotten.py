"""Never asks for what does not exist.

Fails: test_wrong_changes_turn_the_check_red, test_wrong_refusals_turn_the_check_red
"""

from fastapi.testclient import TestClient


def check_basket(app) -> None:
    with TestClient(app) as client:

        def create() -> int:
            response = client.post("/baskets")
            assert response.status_code == 201, response.text
            basket = response.json()
            assert basket == {"id": basket["id"], "lines": {}, "total": 0}, basket
            return basket["id"]

        def see(basket_id: int, lines: dict, total: int) -> None:
            response = client.get(f"/baskets/{basket_id}")
            assert response.status_code == 200, response.text
            expected = {"id": basket_id, "lines": lines, "total": total}
            assert response.json() == expected, f"{expected} != {response.text}"

        def put(basket_id: int, sku: str, quantity: int, lines: dict, total: int) -> None:
            path = f"/baskets/{basket_id}/lines/{sku}"
            response = client.put(path, json={"quantity": quantity})
            assert response.status_code == 200, response.text
            expected = {"id": basket_id, "lines": lines, "total": total}
            assert response.json() == expected, f"{expected} != {response.text}"
            see(basket_id, lines, total)

        def refused(method: str, path: str, status: int, **body) -> None:
            response = client.request(method, path, **body)
            assert response.status_code == status, f"{method} {path}: {response.text}"

        mine, other = create(), create()
        assert mine != other, f"two baskets with the id {mine}"
        put(mine, "tea", 3, {"tea": 3}, 750)
        put(mine, "tea", 2, {"tea": 2}, 500)
        put(mine, "mug", 1, {"tea": 2, "mug": 1}, 1500)
        see(other, {}, 0)

        lines = f"/baskets/{mine}/lines"
        for quantity in (0, -1, 11, 12, 2.5, "3", True, None):
            refused("PUT", f"{lines}/tea", 422, json={"quantity": quantity})
            see(mine, {"tea": 2, "mug": 1}, 1500)
        see(mine, {"tea": 2, "mug": 1}, 1500)
        put(other, "tea", 1, {"tea": 1}, 250)
        put(other, "tea", 10, {"tea": 10}, 2500)
        see(mine, {"tea": 2, "mug": 1}, 1500)

        put(mine, "mug", 4, {"tea": 2, "mug": 4}, 4500)
        put(mine, "tea", 3, {"tea": 3, "mug": 4}, 4750)
        put(mine, "mug", 5, {"tea": 3, "mug": 5}, 5175)
        response = client.delete(f"{lines}/tea")
        assert (response.status_code, response.content) == (204, b""), response.text
        see(mine, {"mug": 5}, 4500)
        see(mine, {"mug": 5}, 4500)
        see(other, {"tea": 10}, 2500)
