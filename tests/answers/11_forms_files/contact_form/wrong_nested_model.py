"""Expects that a nested model in a form is filled from flat fields.

Fails: test_full_form_is_taken, test_unticked_boxes_are_off
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Form
    from pydantic import BaseModel, Field, model_validator

    class Address(BaseModel):
        street: str | None = None
        city: str

    class Contact(BaseModel):
        name: str = Field(max_length=80)
        email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
        address: Address
        phone: str | None = None
        topic: Literal["general", "billing", "support"] = "general"
        newsletter: bool = False
        interests: list[str] = []

        @model_validator(mode="before")
        @classmethod
        def drop_blanks(cls, data: Any) -> Any:
            def clean(value: Any) -> Any:
                if isinstance(value, list):
                    return [text for text in map(clean, value) if text != ""]
                return value.strip() if isinstance(value, str) else value

            cleaned = {key: clean(value) for key, value in data.items()}
            return {key: value for key, value in cleaned.items() if value != ""}

    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def take_contact(form: Annotated[Contact, Form()]) -> dict[str, Any]:
        return form.model_dump()

    return app
