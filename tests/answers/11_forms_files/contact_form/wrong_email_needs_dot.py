"""Demands a dot in the host of the address, which no rule says.

Fails: test_rules_of_the_form_are_kept
"""

from typing import Annotated, Any, Literal

from fastapi import FastAPI, Form
from pydantic import BaseModel, Field, model_validator


class ContactForm(BaseModel):
    name: str = Field(max_length=80)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    city: str
    street: str | None = None
    phone: str | None = None
    topic: Literal["general", "billing", "support"] = "general"
    newsletter: bool = False
    interests: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def strip_and_drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        clean = {}
        for key, value in data.items():
            if isinstance(value, str):
                value = value.strip()
            elif isinstance(value, list):
                value = [v.strip() if isinstance(v, str) else v for v in value]
                value = [v for v in value if v != ""]
            if value != "":
                clean[key] = value
        return clean


class Address(BaseModel):
    street: str | None
    city: str


class Contact(BaseModel):
    name: str
    email: str
    phone: str | None
    topic: str
    newsletter: bool
    interests: list[str]
    address: Address


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def contact(form: Annotated[ContactForm, Form()]) -> Contact:
        address = Address(street=form.street, city=form.city)
        return Contact(**form.model_dump(exclude={"street", "city"}), address=address)

    return app
