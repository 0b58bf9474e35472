"""Tries one show only, so seats cannot run on from another.

Fails: test_same_seat_twice_turns_the_check_red
"""

import asyncio

import httpx2


def check_seats(app) -> None:
    async def check_show(client: httpx2.AsyncClient, seats: int, at_once: int) -> None:
        created = await client.post("/shows", json={"seats": seats})
        assert created.status_code == 201, created.text
        path = f"/shows/{created.json()['id']}"
        assert created.json()["free"] == seats, created.text
        given: list[int] = []
        for _ in range(2):
            free = seats - len(given)
            assert (await client.get(path)).json()["free"] == free, f"{free} are free"
            holds = (client.post(f"{path}/holds") for _ in range(at_once))
            answers = await asyncio.gather(*holds)
            codes = sorted(answer.status_code for answer in answers)
            sold = min(at_once, free)
            expected = [201] * sold + [409] * (at_once - sold)
            assert codes == expected, f"{seats} seats: {expected} != {codes}"
            given += [a.json()["seat"] for a in answers if a.status_code == 201]
            assert len(set(given)) == len(given), f"a seat was given twice: {given}"
            assert set(given) <= set(range(1, seats + 1)), f"no such seat: {given}"
        left = (await client.get(path)).json()["free"]
        assert left == seats - len(given), f"{seats - len(given)} != {left}"

    async def check() -> None:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as c:
            await check_show(c, 3, 2)

    asyncio.run(check())
