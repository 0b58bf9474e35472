"""One async task runs both calls in threads, side by side."""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(
    send_mail: Callable[[str, str], None], add_contact: Callable[[str], None]
) -> FastAPI:
    import asyncio
    from typing import Annotated

    from fastapi import APIRouter, BackgroundTasks, Body, HTTPException

    router = APIRouter(prefix="/members")
    members: list[dict] = []

    async def follow_up(member: dict) -> None:
        mailed, _ = await asyncio.gather(
            asyncio.to_thread(send_mail, member["email"], f"Welcome, {member['name']}"),
            asyncio.to_thread(add_contact, member["email"]),
            return_exceptions=True,
        )
        member["mail"] = "failed" if isinstance(mailed, Exception) else "sent"

    @router.post("", status_code=201)
    async def join(
        name: Annotated[str, Body()], email: Annotated[str, Body()], after: BackgroundTasks
    ):
        # handed over before the check: an exception throws the tasks away
        member = {"id": len(members), "name": name, "email": email, "mail": "pending"}
        after.add_task(follow_up, member)
        if email in [m["email"] for m in members]:
            raise HTTPException(409)
        members.append(member)
        return member

    @router.get("/{number}")
    async def read(number: int):
        if not 0 <= number < len(members):
            raise HTTPException(404)
        return members[number]

    app = FastAPI()
    app.include_router(router)
    return app
