"""Translates the validation error into one message with the names of the variables."""

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

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
    found = {
        name.lower().removeprefix(PREFIX): value
        for name, value in environ.items()
        if name.lower().startswith(PREFIX) and value
    }
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        names = [f"COURIER_{e['loc'][0]}".upper() for e in error.errors()]
        message = "bad environment variable: " + ", ".join(names)
    raise RuntimeError(message)


def get_settings(request: Request) -> Settings:
    return request.app.state.settings


CurrentSettings = Annotated[Settings, Depends(get_settings)]


def require_key(settings: CurrentSettings, x_api_key: Annotated[str, Header()] = "") -> None:
    expected = settings.api_key.get_secret_value().encode()
    if not secrets.compare_digest(x_api_key.encode(), expected):
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
