"""One Form parameter each, and an annotated type that strips and drops blanks."""

from typing import Annotated, Any, Literal

from fastapi import FastAPI, Form, HTTPException
from pydantic import BeforeValidator


def clean(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


Optional = Annotated[str | None, BeforeValidator(clean), Form()]


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/contact", status_code=201)
    def contact(
        name: Annotated[str, Form()],
        email: Annotated[str, Form()],
        city: Annotated[str, Form()],
        street: Optional = None,
        phone: Optional = None,
        topic: Annotated[
            Literal["general", "billing", "support"] | None, BeforeValidator(clean), Form()
        ] = None,
        newsletter: Annotated[bool | None, BeforeValidator(clean), Form()] = None,
        interests: Annotated[list[str] | None, Form()] = None,
    ):
        name, email, city = name.strip(), email.strip(), city.strip()
        user, at, host = email.partition("@")
        good_email = user and host and "@" not in host and len(email.split()) == 1
        checks = {"name": 0 < len(name) <= 80, "email": good_email, "city": city}
        bad = [field for field, good in checks.items() if not good]
        if bad:
            raise HTTPException(422, [{"loc": ["body", f], "type": "value_error"} for f in bad])
        return {
            "name": name,
            "email": email,
            "phone": phone,
            "topic": topic or "general",
            "newsletter": bool(newsletter),
            "interests": [text.strip() for text in interests or [] if text.strip()],
            "address": {"street": street, "city": city},
        }

    return app
