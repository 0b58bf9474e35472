"""Is an async def, so calling it runs nothing.

Fails: test_last_seat_sold_twice_turns_the_check_red, test_sold_out_show_that_sells_turns_the_check_red, test_same_seat_twice_turns_the_check_red, test_refusal_of_a_free_seat_turns_the_check_red
"""

import asyncio

import httpx2


async def check_seats(app):
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        show = (await client.post("/shows", json={"seats": 1})).json()
        path = f"/shows/{show['id']}/holds"
        answers = await asyncio.gather(client.post(path), client.post(path))
        assert sorted(a.status_code for a in answers) == [201, 409]
