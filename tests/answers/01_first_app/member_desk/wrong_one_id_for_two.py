"""Keeps one api_route and names it by hand: two operations, one id, POST answers 200.

Fails: test_joining_is_201_with_the_member, test_every_operation_has_its_own_id
"""

import functools
from itertools import count

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel


class MemberIn(BaseModel):
    name: str


def create_app() -> FastAPI:
    app = FastAPI()
    members: dict[int, dict] = {}
    trail: list[int] = []
    ids = count(1)

    def audited(func):
        @functools.wraps(func)
        def wrapper(member_id: int):
            result = func(member_id)
            trail.append(member_id)
            return result

        return wrapper

    @app.api_route("/members", methods=["GET", "POST"], operation_id="members")
    def members_route(request: Request, member: MemberIn | None = None):
        if request.method == "POST":
            stored = {"id": next(ids), "name": member.name}
            members[stored["id"]] = stored
            return stored
        return list(members.values())

    @app.delete("/members/{member_id}", status_code=204)
    @audited
    def remove_member(member_id: int):
        if member_id not in members:
            raise HTTPException(404)
        del members[member_id]

    @app.get("/audit")
    def read_audit():
        return trail

    return app
