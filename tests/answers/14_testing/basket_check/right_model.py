"""Keeps a model of the baskets and compares everything after each step."""

from fastapi.testclient import TestClient


PRICES = {"tea": 250, "mug": 1000}


class Model:
    def __init__(self, client):
        self.client, self.baskets = client, {}

    def compare(self):
        for key, lines in self.baskets.items():
            full = sum(PRICES[sku] * n for sku, n in lines.items())
            total = full - full // 10 if full >= 5000 else full
            response = self.client.get(f"/baskets/{key}")
            assert response.status_code == 200
            assert response.json() == {"id": key, "lines": lines, "total": total}

    def create(self):
        response = self.client.post("/baskets")
        assert response.status_code == 201
        key = response.json()["id"]
        assert key not in self.baskets
        self.baskets[key] = {}
        self.compare()
        return key

    def put(self, key, sku, n):
        response = self.client.put(f"/baskets/{key}/lines/{sku}", json={"quantity": n})
        if key not in self.baskets or sku not in PRICES:
            assert response.status_code == 404
        elif type(n) is not int or not 1 <= n <= 10:
            assert response.status_code == 422
        else:
            assert response.status_code == 200
            self.baskets[key][sku] = n
            assert response.json() == self.client.get(f"/baskets/{key}").json()
        self.compare()

    def drop(self, key, sku):
        response = self.client.delete(f"/baskets/{key}/lines/{sku}")
        if sku in self.baskets.get(key, {}):
            assert response.status_code == 204
            del self.baskets[key][sku]
        else:
            assert response.status_code == 404
        self.compare()


def check_basket(app):
    with TestClient(app) as client:
        model = Model(client)
        a, b = model.create(), model.create()
        for n in (1, 10, 5, 0, 11, "6", False, 4):
            model.put(a, "mug", n)
            model.put(b, "tea", n)
        model.put(a, "mug", 5)
        model.put(a, "tea", 1)
        model.drop(a, "mug")
        model.drop(a, "mug")
        model.put(a, "cup", 1)
        model.put(10**9, "tea", 1)
        model.drop(10**9, "tea")
        assert client.get(f"/baskets/{10**9}").status_code == 404
