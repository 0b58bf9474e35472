"""Strips in the model, so a phone of spaces becomes an empty text.

Fails: test_blank_fields_count_as_missing
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Form
    from pydantic import BaseModel, Field

    class Contact(BaseModel, str_strip_whitespace=True):
        name: str = Field(min_length=1, max_length=80)
        email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
        city: str = Field(min_length=1)
        street: str | None = None
        phone: str | None = None
        topic: Literal["general", "billing", "support"] = "general"
        newsletter: bool = False
        interests: list[str] = []

    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def take_contact(form: Annotated[Contact, Form()]) -> dict[str, Any]:
        flat = form.model_dump(exclude={"street", "city"})
        return {**flat, "address": {"street": form.street, "city": form.city}}

    return app
