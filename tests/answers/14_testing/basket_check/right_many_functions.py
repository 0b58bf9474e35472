"""Many small functions, each with a basket of its own, and pytest.fail."""

import pytest
from fastapi.testclient import TestClient


def fresh(app):
    client = TestClient(app, raise_server_exceptions=False)
    return client, "/baskets/" + str(client.post("/baskets").json()["id"])


def lines_and_total(client, path):
    basket = client.get(path).json()
    return basket["lines"], basket["total"]


def expect(came, wanted):
    if came != wanted:
        pytest.fail(f"{wanted!r} expected, {came!r} came")


def total_is_price_times_quantity(app):
    for tea, mugs, total in ((1, 1, 1250), (3, 4, 4750), (4, 4, 4500), (10, 10, 11250)):
        client, path = fresh(app)
        client.put(f"{path}/lines/tea", json={"quantity": tea})
        answer = client.put(f"{path}/lines/mug", json={"quantity": mugs})
        expect(answer.json()["total"], total)
        expect(lines_and_total(client, path), ({"tea": tea, "mug": mugs}, total))


def quantity_is_set(app):
    client, path = fresh(app)
    for quantity in (2, 9, 1, 10):
        answer = client.put(f"{path}/lines/tea", json={"quantity": quantity})
        expect((answer.status_code, answer.json()["lines"]), (200, {"tea": quantity}))
        expect(lines_and_total(client, path), ({"tea": quantity}, 250 * quantity))


def refusals_change_nothing(app):
    client, path = fresh(app)
    client.put(f"{path}/lines/tea", json={"quantity": 2})
    for sku, quantity, status in (
        ("tea", 0, 422),
        ("tea", 11, 422),
        ("tea", "7", 422),
        ("ale", 1, 404),
    ):
        answer = client.put(f"{path}/lines/{sku}", json={"quantity": quantity})
        expect(answer.status_code, status)
        expect(lines_and_total(client, path), ({"tea": 2}, 500))
    expect(client.delete(f"{path}/lines/mug").status_code, 404)


def lines_are_deleted_one_by_one(app):
    client, path = fresh(app)
    other = fresh(app)[1]
    client.put(f"{path}/lines/tea", json={"quantity": 2})
    client.put(f"{path}/lines/mug", json={"quantity": 1})
    expect(client.delete(f"{path}/lines/tea").status_code, 204)
    expect(lines_and_total(client, path), ({"mug": 1}, 1000))
    expect(client.delete(f"{path}/lines/tea").status_code, 404)
    expect(lines_and_total(client, other), ({}, 0))


def unknown_basket_is_404(app):
    client, _ = fresh(app)
    expect(client.get("/baskets/999999999").status_code, 404)
    path = "/baskets/999999999/lines/tea"
    expect(client.put(path, json={"quantity": 1}).status_code, 404)
    expect(client.delete(path).status_code, 404)


def check_basket(app) -> None:
    total_is_price_times_quantity(app)
    quantity_is_set(app)
    refusals_change_nothing(app)
    lines_are_deleted_one_by_one(app)
    unknown_basket_is_404(app)
