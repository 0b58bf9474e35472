"""Expects the async transport to run the lifespan.

Fails: test_wrong_start_up_turns_the_check_red, test_wrong_redirects_turn_the_check_red, test_wrong_shutdown_turns_the_check_red, test_wrong_cookies_and_sessions_turn_the_check_red, test_wrong_crashes_turn_the_check_red, test_wrong_audit_turns_the_check_red
"""

import asyncio

import httpx2


def check_portal(app):
    async def check():
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            assert (await client.get("/ready")).status_code == 200
            answer = await client.post("/login", json={"user": "ada"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/account")
            answer = await client.get("/account")
            assert answer.json() == {"user": "ada", "visits": 1}
            answer = await client.get("/export")
            assert answer.json() == {"error": "internal"}

    asyncio.run(check())
