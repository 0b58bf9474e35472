"""A dependency with default-value Form() parameters builds the model, async."""

from fastapi import Depends, FastAPI, Form
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, StringConstraints, ValidationError
from typing import Annotated, Literal

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Address(BaseModel):
    street: Text | None = None
    city: Text


class Contact(BaseModel):
    name: Annotated[Text, StringConstraints(max_length=80)]
    email: Annotated[Text, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: Text | None = None
    topic: Literal["general", "billing", "support"] = "general"
    newsletter: bool = False
    interests: list[str] = []
    address: Address


async def read_form(
    name: str = Form(""),
    email: str = Form(""),
    city: str = Form(""),
    street: str = Form(""),
    phone: str = Form(""),
    topic: str = Form(""),
    newsletter: str = Form(""),
    interests: list[str] = Form([]),
) -> Contact:
    try:
        return Contact(
            name=name,
            email=email,
            phone=phone.strip() or None,
            topic=topic.strip() or "general",
            newsletter=newsletter.strip() or False,
            interests=[i.strip() for i in interests],
            address={"city": city, "street": street.strip() or None},
        )
    except ValidationError as error:
        found = [{"loc": ("body", e["loc"][-1]), "type": e["type"]} for e in error.errors()]
        raise RequestValidationError(found) from error


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def contact(form: Contact = Depends(read_form)) -> Contact:
        return form

    return app
