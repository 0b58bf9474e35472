"""Gathers coroutines that call the synchronous client.

Fails: test_last_seat_sold_twice_turns_the_check_red, test_same_seat_twice_turns_the_check_red, test_refusal_of_a_free_seat_turns_the_check_red
"""

import asyncio

from fastapi.testclient import TestClient


def check_seats(app) -> None:
    async def check_show(client: TestClient, seats: int, at_once: int) -> None:
        created = client.post("/shows", json={"seats": seats})
        assert created.status_code == 201, created.text
        path = f"/shows/{created.json()['id']}"
        assert created.json()["free"] == seats, created.text
        given: list[int] = []
        for _ in range(2):
            free = seats - len(given)
            assert client.get(path).json()["free"] == free, f"{free} are free"

            async def hold():
                return client.post(f"{path}/holds")

            answers = await asyncio.gather(*(hold() for _ in range(at_once)))
            codes = sorted(answer.status_code for answer in answers)
            sold = min(at_once, free)
            expected = [201] * sold + [409] * (at_once - sold)
            assert codes == expected, f"{seats} seats: {expected} != {codes}"
            given += [a.json()["seat"] for a in answers if a.status_code == 201]
            assert len(set(given)) == len(given), f"a seat was given twice: {given}"
            assert set(given) <= set(range(1, seats + 1)), f"no such seat: {given}"
        left = client.get(path).json()["free"]
        assert left == seats - len(given), f"{seats - len(given)} != {left}"

    async def check() -> None:
        with TestClient(app) as c:
            await check_show(c, 1, 2)
            await check_show(c, 5, 2)
            await check_show(c, 3, 4)
            await check_show(c, 2, 1)

    asyncio.run(check())
