"""Runs the loop in a thread of its own, one show for each situation."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx2


async def _check(app):
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:

        async def create(seats):
            response = await client.post("/shows", json={"seats": seats})
            assert response.status_code == 201
            assert response.json()["free"] == seats
            return response.json()["id"]

        async def free(show, expected):
            response = await client.get(f"/shows/{show}")
            assert response.status_code == 200
            assert response.json() == {"id": show, "free": expected}

        async def hold(*shows):
            """Hold at the same time; the seats that were given, by show."""
            responses = await asyncio.gather(
                *(client.post(f"/shows/{show}/holds") for show in shows)
            )
            seats = {show: [] for show in shows}
            for show, response in zip(shows, responses, strict=True):
                assert response.status_code in (201, 409)
                if response.status_code == 201:
                    seats[show].append(response.json()["seat"])
            return seats

        async def holds(show, count):
            return (await hold(*[show] * count))[show]

        # One after the other.
        show = await create(2)
        seats = []
        for left in (1, 0):
            seats += await holds(show, 1)
            await free(show, left)
        assert sorted(seats) == [1, 2]
        assert await holds(show, 1) == []
        await free(show, 0)

        # The last seat.
        show = await create(1)
        assert await holds(show, 2) == [1]
        await free(show, 0)

        # More holds than seats.
        show = await create(3)
        assert sorted(await holds(show, 5)) == [1, 2, 3]
        await free(show, 0)
        assert await holds(show, 1) == []
        await free(show, 0)

        # Fewer at first, then too many for the rest.
        show = await create(5)
        seats = await holds(show, 3)
        assert len(seats) == 3
        await free(show, 2)
        seats += await holds(show, 4)
        assert sorted(seats) == [1, 2, 3, 4, 5]
        await free(show, 0)

        # Two shows at once, and one of them stays open.
        one, two = await create(2), await create(3)
        assert one != two
        seats = await hold(one, two, one, two, one)
        assert sorted(seats[one]) == [1, 2]
        assert len(set(seats[two])) == 2 and set(seats[two]) <= {1, 2, 3}
        await free(one, 0)
        await free(two, 1)

        # Many.
        show = await create(50)
        seats = await holds(show, 12)
        assert len(seats) == len(set(seats)) == 12
        assert set(seats) <= set(range(1, 51))
        await free(show, 38)


def check_seats(app) -> None:
    # In a thread of its own: the caller may have a running loop.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _check(app)).result()
