"""A task group, one show for each rule."""

import asyncio

import httpx2


async def hold_together(client, path, number):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(client.post(f"{path}/holds")) for _ in range(number)]
    return [task.result() for task in tasks]


async def checked(app):
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://seats") as client:
        for seats in (1, 2, 4):
            show = (await client.post("/shows", json={"seats": seats})).json()
            path = f"/shows/{show['id']}"
            answers = await hold_together(client, path, 2)
            if seats > 2:
                assert (await client.get(path)).json()["free"] == seats - 2
                answers += await hold_together(client, path, 3)
            given = sorted(a.json()["seat"] for a in answers if a.status_code == 201)
            assert given == list(range(1, seats + 1)), given
            assert all(a.status_code in (201, 409) for a in answers)
            assert (await client.post(f"{path}/holds")).status_code == 409
            assert (await client.get(path)).json()["free"] == 0


def check_seats(app):
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(checked(app))
    finally:
        loop.close()
