"""Mounts the portal as if it ran in the process: wrong host, no 502.

Fails: test_rooms_are_new_and_pages_are_old, test_booking_reaches_the_portal_as_it_was_sent, test_portal_that_is_down_is_502
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(portal: Any) -> FastAPI:
    from fastapi import HTTPException

    app = FastAPI(openapi_url=None)

    @app.get("/rooms/{number}")
    async def read_room(number: int):
        if not 1 <= number <= 3:
            raise HTTPException(404, "No such room")
        return {"number": number, "beds": 2 * number}

    app.mount("/", portal)
    return app
