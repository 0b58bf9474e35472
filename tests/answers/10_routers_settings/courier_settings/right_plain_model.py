"""A plain BaseModel with aliases over the upper-cased dictionary, kept on app.state."""

from collections.abc import Callable

from fastapi import Body, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, ConfigDict, Field, SecretStr


class Config(BaseModel):
    model_config = ConfigDict(
        hide_input_in_errors=True, alias_generator=lambda name: f"COURIER_{name.upper()}"
    )
    sender: str = Field(min_length=3, max_length=40)
    api_key: SecretStr = Field(min_length=8)
    max_kilos: int = Field(20, ge=1, le=100)
    dry_run: bool = False


def create_app(read_environ: Callable[[], dict[str, str]]) -> FastAPI:
    given = {name.upper(): value for name, value in read_environ().items() if value != ""}
    config = Config.model_validate(given)
    key = config.api_key.get_secret_value()

    app = FastAPI()

    @app.get("/settings")
    async def show():
        return {"sender": config.sender, "max_kilos": config.max_kilos, "dry_run": config.dry_run}

    def door(x_api_key: str | None = Header(default=None)):
        if x_api_key != key:
            raise HTTPException(401, "unknown key")

    @app.post("/parcels", status_code=201, dependencies=[Depends(door)])
    async def send(kilos: int = Body(embed=True, ge=1)):
        if kilos > config.max_kilos:
            raise HTTPException(422, "too heavy")
        return {"sender": config.sender, "kilos": kilos, "sent": not config.dry_run}

    return app
