"""No Pydantic settings: parses the dictionary by hand and raises ValueError."""

from collections.abc import Callable

from fastapi import Body, Depends, FastAPI, Header, HTTPException

WORDS = {"true": True, "1": True, "yes": True, "on": True}
WORDS |= {"false": False, "0": False, "no": False, "off": False}


def between(low, high, number, field):
    if not low <= number <= high:
        raise ValueError(f"{field} is out of range")


def create_app(read_environ: Callable[[], dict[str, str]]) -> FastAPI:
    env = {name.upper(): value for name, value in read_environ().items() if value}
    for name in ("COURIER_SENDER", "COURIER_API_KEY"):
        if name not in env:
            raise ValueError(f"{name} is not set")
    sender, key = env["COURIER_SENDER"], env["COURIER_API_KEY"]
    between(3, 40, len(sender), "COURIER_SENDER")
    between(8, 10_000, len(key), "COURIER_API_KEY")
    try:
        heavy = int(env.get("COURIER_MAX_KILOS", "20"))
    except ValueError:
        raise ValueError("COURIER_MAX_KILOS is not an integer") from None
    between(1, 100, heavy, "COURIER_MAX_KILOS")
    word = env.get("COURIER_DRY_RUN", "false").lower()
    if word not in WORDS:
        raise ValueError("COURIER_DRY_RUN is neither true nor false")
    dry = WORDS[word]

    app = FastAPI()

    @app.get("/settings")
    async def show():
        return {"sender": sender, "max_kilos": heavy, "dry_run": dry}

    def door(x_api_key: str | None = Header(default=None)):
        if x_api_key != key:
            raise HTTPException(401, "unknown key")

    @app.post("/parcels", status_code=201, dependencies=[Depends(door)])
    async def send(kilos: int = Body(embed=True, ge=1)):
        if kilos > heavy:
            raise HTTPException(422, "too heavy")
        return {"sender": sender, "kilos": kilos, "sent": not dry}

    return app
