"""An async client in asyncio.run, and a list of steps with their answers."""

import asyncio

import httpx2

STEPS = [
    ("PUT", "tea", 3, 200, {"tea": 3}, 750),
    ("PUT", "tea", 10, 200, {"tea": 10}, 2500),
    ("PUT", "tea", 1, 200, {"tea": 1}, 250),
    ("PUT", "tea", 0, 422, {"tea": 1}, 250),
    ("PUT", "tea", 11, 422, {"tea": 1}, 250),
    ("PUT", "tea", "3", 422, {"tea": 1}, 250),
    ("PUT", "tea", 2.5, 422, {"tea": 1}, 250),
    ("PUT", "tea", None, 422, {"tea": 1}, 250),
    ("PUT", "gin", 1, 404, {"tea": 1}, 250),
    ("DELETE", "mug", None, 404, {"tea": 1}, 250),
    ("PUT", "mug", 5, 200, {"tea": 1, "mug": 5}, 4725),
    ("DELETE", "tea", None, 204, {"mug": 5}, 4500),
    ("DELETE", "tea", None, 404, {"mug": 5}, 4500),
]


async def walk(client):
    ids = [(await client.post("/baskets")).json()["id"] for _ in range(2)]
    assert len(set(ids)) == 2
    for method, sku, quantity, status, lines, total in STEPS:
        sent = {"json": {"quantity": quantity}} if method == "PUT" else {}
        path = f"/baskets/{ids[0]}"
        answer = await client.request(method, f"{path}/lines/{sku}", **sent)
        assert answer.status_code == status, (method, sku, quantity, answer.status_code)
        basket = {"id": ids[0], "lines": lines, "total": total}
        if status == 200:
            assert answer.json() == basket
        assert (await client.get(path)).json() == basket
        other = (await client.get(f"/baskets/{ids[1]}")).json()
        assert other == {"id": ids[1], "lines": {}, "total": 0}
    unknown = "/baskets/987654321"
    assert (await client.get(unknown)).status_code == 404
    put = await client.put(f"{unknown}/lines/tea", json={"quantity": 1})
    assert put.status_code == 404
    assert (await client.delete(f"{unknown}/lines/tea")).status_code == 404


def check_basket(app):
    async def run():
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://shop") as client:
            await walk(client)

    asyncio.run(run())
