"""Leaves the audit decorator above the route, where the router never sees it.

Fails: test_removals_reach_the_audit, test_new_app_has_no_members
"""

import functools
from itertools import count

from fastapi import FastAPI, HTTPException
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

    @app.post("/members", status_code=201)
    def join(member: MemberIn):
        stored = {"id": next(ids), "name": member.name}
        members[stored["id"]] = stored
        return stored

    @app.get("/members")
    def list_members():
        return list(members.values())

    @audited
    @app.delete("/members/{member_id}", status_code=204)
    def remove_member(member_id: int):
        if member_id not in members:
            raise HTTPException(404)
        del members[member_id]

    @app.get("/audit")
    def read_audit():
        return trail

    return app
