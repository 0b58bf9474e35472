"""Reads request.form() and validates a model of the cleaned values itself."""

from typing import Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError, computed_field


class Contact(BaseModel):
    name: str = Field(max_length=80)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    city: str = Field(exclude=True)
    street: str | None = Field(None, exclude=True)
    phone: str | None = None
    topic: Literal["general", "billing", "support"] = "general"
    newsletter: bool = False
    interests: list[str] = []

    @computed_field
    def address(self) -> dict[str, str | None]:
        return {"street": self.street, "city": self.city}


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def contact(request: Request):
        values: dict = {}
        async with request.form() as form:
            for key, text in form.multi_items():
                if isinstance(text, str) and (text := text.strip()):
                    if key == "interests":
                        values.setdefault(key, []).append(text)
                    else:
                        values[key] = text
        try:
            return Contact(**values)
        except ValidationError as error:
            problems = error.errors(include_url=False)
            for problem in problems:
                problem["loc"] = ("body", *problem["loc"])
            raise RequestValidationError(problems) from None

    return app
