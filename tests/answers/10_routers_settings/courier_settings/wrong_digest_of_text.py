"""Hands text to compare_digest, which raises TypeError for a key that is not ASCII.

Fails: test_parcels_follow_the_settings
"""

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

PREFIX = "courier_"
FLAGS = {"true": True, "1": True, "yes": True, "on": True}
FLAGS |= {"false": False, "0": False, "no": False, "off": False}


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    sender: str = Field(min_length=3, max_length=40)
    api_key: SecretStr = Field(min_length=8)
    max_kilos: int = Field(20, ge=1, le=100)
    dry_run: bool = False

    @field_validator("dry_run", mode="before")
    @classmethod
    def read_flag(cls, value: str) -> bool:
        if value.lower() not in FLAGS:
            raise ValueError("must be one of " + ", ".join(FLAGS))
        return FLAGS[value.lower()]


def load_settings(environ: dict[str, str]) -> Settings:
    return Settings.model_validate(
        {
            name.lower().removeprefix(PREFIX): value
            for name, value in environ.items()
            if name.lower().startswith(PREFIX) and value
        }
    )


def get_settings(request: Request) -> Settings:
    return request.app.state.settings


CurrentSettings = Annotated[Settings, Depends(get_settings)]


def require_key(settings: CurrentSettings, x_api_key: Annotated[str, Header()] = "") -> None:
    expected = settings.api_key.get_secret_value().encode()
    if not secrets.compare_digest(x_api_key, expected.decode()):
        raise HTTPException(401, "unknown key")


class Parcel(BaseModel):
    kilos: int = Field(ge=1)


def create_app(read_environ: Callable[[], dict[str, str]]) -> FastAPI:
    app = FastAPI()
    app.state.settings = load_settings(read_environ())

    @app.get("/settings")
    def show_settings(settings: CurrentSettings):
        return settings.model_dump(exclude={"api_key"})

    @app.post("/parcels", status_code=201, dependencies=[Depends(require_key)])
    def send_parcel(parcel: Parcel, settings: CurrentSettings):
        if parcel.kilos > settings.max_kilos:
            raise HTTPException(422, f"at most {settings.max_kilos} kilos")
        return {
            "sender": settings.sender,
            "kilos": parcel.kilos,
            "sent": not settings.dry_run,
        }

    return app
