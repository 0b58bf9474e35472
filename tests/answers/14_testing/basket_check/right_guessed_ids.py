"""Guesses unknown ids and sees which of them is 404."""

from fastapi.testclient import TestClient

TEA, MUG = 250, 1000


def expected_total(lines):
    full = TEA * lines.get("tea", 0) + MUG * lines.get("mug", 0)
    return full * 9 // 10 if full >= 5000 else full


def check_basket(app) -> None:
    client = TestClient(app, follow_redirects=False)

    def same(basket, basket_id, lines):
        assert basket["id"] == basket_id, basket
        assert basket["lines"] == lines, (basket, lines)
        assert basket["total"] == expected_total(lines), basket

    def create():
        response = client.post("/baskets")
        assert response.status_code == 201
        basket_id = response.json()["id"]
        assert type(basket_id) is int and basket_id > 0
        same(response.json(), basket_id, {})
        return basket_id

    def shows(basket_id, lines):
        response = client.get(f"/baskets/{basket_id}")
        assert response.status_code == 200
        same(response.json(), basket_id, lines)

    def raw_put(basket_id, sku, body):
        return client.put(f"/baskets/{basket_id}/lines/{sku}", json=body)

    def put(basket_id, sku, quantity, lines):
        response = raw_put(basket_id, sku, {"quantity": quantity})
        assert response.status_code == 200
        same(response.json(), basket_id, lines)
        shows(basket_id, lines)

    def delete(basket_id, sku, status):
        response = client.delete(f"/baskets/{basket_id}/lines/{sku}")
        assert response.status_code == status
        if status == 204:
            assert response.content == b""

    one, two = create(), create()
    assert one != two
    shows(one, {})

    # Setting, up and down, and totals on both sides of the discount.
    put(one, "tea", 3, {"tea": 3})
    put(one, "tea", 3, {"tea": 3})
    put(one, "tea", 1, {"tea": 1})
    put(one, "tea", 10, {"tea": 10})
    shows(two, {})
    put(one, "mug", 2, {"tea": 10, "mug": 2})  # 4500
    put(one, "mug", 3, {"tea": 10, "mug": 3})  # 5500
    put(one, "mug", 10, {"tea": 10, "mug": 10})
    put(one, "tea", 4, {"tea": 4, "mug": 10})
    put(one, "mug", 4, {"tea": 4, "mug": 4})  # exactly 5000
    put(one, "tea", 3, {"tea": 3, "mug": 4})  # 4750
    put(two, "mug", 5, {"mug": 5})  # 5000, of one kind
    put(two, "mug", 1, {"mug": 1})
    shows(one, {"tea": 3, "mug": 4})

    # Refused quantities, for a line that is there and for one that is not.
    for bad in (0, 11, -1, 100, 2.5, "3", "many", None, True, [], {}):
        assert raw_put(two, "mug", {"quantity": bad}).status_code == 422, bad
        shows(two, {"mug": 1})
    for body in ({"quantity": 0}, {"quantity": 11}, {}):
        assert raw_put(two, "tea", body).status_code == 422, body
        shows(two, {"mug": 1})

    # Unknown skus and lines.
    assert raw_put(two, "hat", {"quantity": 1}).status_code == 404
    shows(two, {"mug": 1})
    delete(two, "tea", 404)  # the other basket has one
    delete(two, "hat", 404)
    shows(two, {"mug": 1})
    shows(one, {"tea": 3, "mug": 4})

    # Deleting.
    put(two, "tea", 2, {"mug": 1, "tea": 2})
    delete(two, "mug", 204)
    shows(two, {"tea": 2})
    shows(one, {"tea": 3, "mug": 4})
    delete(two, "mug", 404)
    delete(two, "tea", 204)
    shows(two, {})
    put(two, "tea", 1, {"tea": 1})

    # Unknown baskets. One of these numbers may be in use, not all of them.
    guesses = (987_654_321, 123_456_789, 555_444_333)
    unknown = [n for n in guesses if client.get(f"/baskets/{n}").status_code != 200]
    assert unknown
    nobody = unknown[0]
    assert client.get(f"/baskets/{nobody}").status_code == 404
    assert raw_put(nobody, "tea", {"quantity": 1}).status_code == 404
    delete(nobody, "tea", 404)
    assert client.get(f"/baskets/{nobody}").status_code == 404

    three = create()
    assert three not in (one, two)
    shows(one, {"tea": 3, "mug": 4})
    shows(two, {"tea": 1})
