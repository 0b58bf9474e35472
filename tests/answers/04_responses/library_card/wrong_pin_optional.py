"""Gives the PIN a default, so a member without one is accepted.

Fails: test_ids_are_ours_and_extra_input_is_ignored
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class Card(BaseModel):
    id: int
    name: str
    email: str


class SignUp(BaseModel):
    name: str
    email: str
    pin: str = ""


def create_app():
    app = FastAPI()
    numbers = count(1)
    stored = {}

    @app.post("/members", status_code=201, response_model=Card)
    async def sign_up(new: SignUp):
        number = next(numbers)
        stored[number] = {"id": number} | new.model_dump()
        return stored[number]

    @app.get("/members/{number}", response_model=Card)
    async def read_member(number: int):
        try:
            return stored[number]
        except KeyError:
            raise HTTPException(status_code=404) from None

    return app
