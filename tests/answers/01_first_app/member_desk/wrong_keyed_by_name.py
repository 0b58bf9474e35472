"""Files the members by name, so a namesake overwrites the first one.

Fails: test_nobody_is_overwritten_after_a_removal
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class MemberIn(BaseModel):
    name: str


def create_app() -> FastAPI:
    app = FastAPI()
    members: dict[str, dict] = {}
    trail: list[int] = []
    ids = count(1)

    @app.post("/members", status_code=201)
    def join(member: MemberIn):
        stored = {"id": next(ids), "name": member.name}
        members[stored["name"]] = stored
        return stored

    @app.get("/members")
    def list_members():
        return list(members.values())

    @app.delete("/members/{member_id}", status_code=204)
    def remove_member(member_id: int):
        for name, member in members.items():
            if member["id"] == member_id:
                del members[name]
                trail.append(member_id)
                return
        raise HTTPException(404)

    @app.get("/audit")
    def read_audit():
        return trail

    return app
