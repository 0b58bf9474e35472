"""Reads in a cached dependency at the first request, so a bad configuration starts.

Fails: test_bad_settings_stop_the_start, test_environment_is_read_once_at_creation
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(read_environ: Callable[[], dict[str, str]]) -> FastAPI:
    import os
    from functools import lru_cache
    import secrets
    from typing import Annotated
    from unittest.mock import patch

    from fastapi import Body, Depends, Header, HTTPException
    from pydantic import Field, SecretStr
    from pydantic_settings import BaseSettings, SettingsConfigDict

    class Settings(BaseSettings):
        model_config = SettingsConfigDict(
            env_prefix="COURIER_",
            env_ignore_empty=True,
            hide_input_in_errors=True,
            frozen=True,
        )
        sender: str = Field(min_length=3, max_length=40)
        api_key: SecretStr = Field(min_length=8)
        max_kilos: int = Field(20, ge=1, le=100)
        dry_run: bool = False

    @lru_cache
    def get_settings() -> Settings:
        with patch.dict(os.environ, read_environ(), clear=True):
            return Settings()

    Given = Annotated[Settings, Depends(get_settings)]

    def known_key(settings: Given, x_api_key: Annotated[str, Header()] = "") -> None:
        expected = settings.api_key.get_secret_value()
        if not secrets.compare_digest(x_api_key.encode(), expected.encode()):
            raise HTTPException(401, "unknown key")

    app = FastAPI()

    @app.get("/settings")
    def read_settings(settings: Given) -> dict[str, str | int | bool]:
        return settings.model_dump(exclude={"api_key"})

    @app.post("/parcels", status_code=201, dependencies=[Depends(known_key)])
    def send_parcel(
        settings: Given, kilos: Annotated[int, Body(ge=1, embed=True)]
    ) -> dict[str, str | int | bool]:
        if kilos > settings.max_kilos:
            raise HTTPException(422, f"at most {settings.max_kilos} kilos")
        return {"sender": settings.sender, "kilos": kilos, "sent": not settings.dry_run}

    return app
