"""BaseSettings with its sources replaced: only the given dictionary, by lower-case field name."""

from collections.abc import Callable

from fastapi import Body, Depends, FastAPI, Header, HTTPException
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)
    sender: str = Field(min_length=3, max_length=40)
    api_key: str = Field(min_length=8, repr=False)
    max_kilos: int = Field(20, ge=1, le=100)
    dry_run: bool = False

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, **others):
        return (init_settings,)


def create_app(read_environ: Callable[[], dict[str, str]]) -> FastAPI:
    lower = {name.lower(): value for name, value in read_environ().items() if value}
    prefix = "courier_"
    settings = Settings(
        **{n.removeprefix(prefix): v for n, v in lower.items() if n.startswith(prefix)}
    )

    app = FastAPI()

    @app.get("/settings")
    async def show():
        return {
            "sender": settings.sender,
            "max_kilos": settings.max_kilos,
            "dry_run": settings.dry_run,
        }

    def door(x_api_key: str | None = Header(default=None)):
        if x_api_key != settings.api_key:
            raise HTTPException(401, "unknown key")

    @app.post("/parcels", status_code=201, dependencies=[Depends(door)])
    async def send(kilos: int = Body(embed=True, ge=1)):
        if kilos > settings.max_kilos:
            raise HTTPException(422, "too heavy")
        return {"sender": settings.sender, "kilos": kilos, "sent": not settings.dry_run}

    return app
