"""Declares `insured` as a bool, which takes true, on and 1 as well.

Fails: test_invalid_quote_is_422
"""

from fastapi import FastAPI
from flask import Flask, request

CENTS = {"standard": 390, "express": 790}
EXTRAS = {"fragile": 150, "signature": 95}


def make_old_counter() -> Flask:
    """The old application. Read it, port it, leave it as it is."""
    counter = Flask("counter")
    parcels = []

    @counter.get("/quotes")
    def quote():
        try:
            grams = int(request.args["grams"])
        except (KeyError, ValueError):
            return {"error": "grams must be an integer"}, 400
        service = request.args.get("service", "standard")
        extras = request.args.getlist("extra")
        insured = request.args.get("insured", "no")
        if not 1 <= grams <= 30_000 or service not in CENTS:
            return {"error": "no such tariff"}, 400
        if not set(extras) <= set(EXTRAS) or insured not in ("yes", "no"):
            return {"error": "no such extra"}, 400
        cents = CENTS[service] + grams // 100 + sum(EXTRAS[e] for e in extras)
        cents += 200 if insured == "yes" else 0
        body = {"grams": grams, "service": service, "extras": extras}
        body |= {"insured": insured == "yes", "cents": cents}
        return body, 200, {"X-Tariff": "7"}

    @counter.post("/parcels")
    def register():
        data = request.get_json()
        grams, service = data.get("grams"), data.get("service")
        if not isinstance(grams, int) or not 1 <= grams <= 30_000:
            return {"error": "grams must be an integer"}, 400
        if service not in CENTS:
            return {"error": "no such tariff"}, 400
        parcels.append({"grams": grams, "service": service})
        number = len(parcels)
        body = {"number": number, "grams": grams, "service": service}
        return body, 201, {"Location": f"/parcels/{number}"}

    @counter.get("/parcels/<int:number>")
    def label(number):
        if not 1 <= number <= len(parcels):
            return {"error": "no such parcel"}, 404
        parcel = parcels[number - 1]
        grams, service = parcel["grams"], parcel["service"]
        return f"<h1>Parcel {number}</h1><p>{grams} g, {service}</p>"

    return counter


def create_app() -> FastAPI:
    from typing import Annotated, Literal

    from fastapi import HTTPException, Query, Response
    from fastapi.responses import HTMLResponse
    from pydantic import BaseModel, Field

    Service = Literal["standard", "express"]
    Extra = Literal["fragile", "signature"]

    class Quote(BaseModel):
        grams: int
        service: Service
        extras: list[Extra]
        insured: bool
        cents: int

    class NewParcel(BaseModel):
        grams: int = Field(ge=1, le=30_000)
        service: Service

    class Parcel(NewParcel):
        number: int

    app = FastAPI()
    parcels: list[NewParcel] = []

    @app.head("/quotes", include_in_schema=False)
    @app.get("/quotes")
    def quote(
        response: Response,
        grams: Annotated[int, Query(ge=1, le=30_000)],
        extra: Annotated[list[Extra], Query(default_factory=list)],
        service: Service = "standard",
        insured: bool = False,
    ) -> Quote:
        cents = CENTS[service] + grams // 100 + sum(EXTRAS[e] for e in extra)
        if insured:
            cents += 200
        response.headers["X-Tariff"] = "7"
        return Quote(
            grams=grams,
            service=service,
            extras=extra,
            insured=insured,
            cents=cents,
        )

    @app.post("/parcels", status_code=201)
    def register(new: NewParcel, response: Response) -> Parcel:
        parcels.append(new)
        number = len(parcels)
        response.headers["Location"] = f"/parcels/{number}"
        return Parcel(number=number, **new.model_dump())

    @app.head("/parcels/{number}", include_in_schema=False)
    @app.get("/parcels/{number}", response_class=HTMLResponse)
    def label(number: int) -> str:
        if not 1 <= number <= len(parcels):
            raise HTTPException(404, "No such parcel")
        parcel = parcels[number - 1]
        return f"<h1>Parcel {number}</h1><p>{parcel.grams} g, {parcel.service}</p>"

    return app
