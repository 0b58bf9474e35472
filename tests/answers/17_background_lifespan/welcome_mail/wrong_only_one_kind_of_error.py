"""Catches what the network raises and nothing else.

Fails: test_failure_of_one_leaves_the_other
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(
    send_mail: Callable[[str, str], None], add_contact: Callable[[str], None]
) -> FastAPI:
    import logging

    from fastapi import BackgroundTasks, HTTPException
    from pydantic import BaseModel

    log = logging.getLogger("club")
    app = FastAPI()
    members: dict[int, dict] = {}

    class Signup(BaseModel):
        name: str
        email: str

    def welcome(member: dict) -> None:
        try:
            send_mail(member["email"], f"Welcome, {member['name']}")
        except OSError as error:
            member["mail"] = "failed"
            log.info("no mail to member %s: %r", member["id"], error)
        else:
            member["mail"] = "sent"

    def subscribe(member: dict) -> None:
        try:
            add_contact(member["email"])
        except OSError as error:
            log.info("no contact for member %s: %r", member["id"], error)

    @app.post("/members", status_code=201)
    async def join(signup: Signup, tasks: BackgroundTasks) -> dict:
        if any(m["email"] == signup.email for m in members.values()):
            raise HTTPException(409, "This email is a member already")
        member = {"id": len(members) + 1, **signup.model_dump(), "mail": "pending"}
        members[member["id"]] = member
        tasks.add_task(welcome, member)
        tasks.add_task(subscribe, member)
        return dict(member)

    @app.get("/members/{member_id}")
    async def read_member(member_id: int) -> dict:
        if member_id not in members:
            raise HTTPException(404, "No such member")
        return members[member_id]

    return app
