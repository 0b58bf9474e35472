"""A response of its own carries the tasks; sync endpoints and a lock."""

import threading
from collections.abc import Callable
from itertools import count

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.background import BackgroundTask, BackgroundTasks


class NewMember(BaseModel):
    name: str
    email: str


class Member(NewMember):
    id: int
    mail: str = "pending"


def create_app(
    send_mail: Callable[[str, str], None], add_contact: Callable[[str], None]
) -> FastAPI:
    app = FastAPI()
    by_email: dict[str, Member] = {}
    ids, lock = count(100), threading.Lock()

    def welcome(member: Member) -> None:
        state = "failed"
        try:
            send_mail(member.email, "Welcome, " + member.name)
            state = "sent"
        except Exception:
            pass
        finally:
            member.mail = state

    def contact(email: str) -> None:
        try:
            add_contact(email)
        except Exception:
            return

    @app.post("/members", response_model=Member)
    def join(new: NewMember):
        with lock:
            if new.email in by_email:
                return JSONResponse({"detail": "taken"}, 409)
            member = by_email[new.email] = Member(id=next(ids), **new.model_dump())
        tasks = [BackgroundTask(contact, new.email), BackgroundTask(welcome, member)]
        return JSONResponse(member.model_dump(), 201, background=BackgroundTasks(tasks))

    @app.get("/members/{member_id}")
    def read(member_id: int) -> Member:
        for member in by_email.values():
            if member.id == member_id:
                return member
        raise HTTPException(404)

    return app
