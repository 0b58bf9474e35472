"""Takes the model without Form(), so it reads JSON.

Fails: test_full_form_is_taken, test_unticked_boxes_are_off, test_both_encodings_and_only_forms
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Any, Literal

    from pydantic import BaseModel, Field, model_validator

    class Contact(BaseModel):
        name: str = Field(max_length=80)
        email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
        city: str
        street: str | None = None
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
    async def take_contact(form: Contact) -> dict[str, Any]:
        flat = form.model_dump(exclude={"street", "city"})
        return {**flat, "address": {"street": form.street, "city": form.city}}

    return app
