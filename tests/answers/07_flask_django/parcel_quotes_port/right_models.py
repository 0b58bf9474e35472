"""A model for the query, async routes, JSONResponse and HTMLResponse by hand."""

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
    from enum import StrEnum
    from typing import Annotated

    from fastapi import Query
    from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
    from pydantic import BaseModel, Field

    class Service(StrEnum):
        standard = "standard"
        express = "express"

    class Extra(StrEnum):
        fragile = "fragile"
        signature = "signature"

    class YesNo(StrEnum):
        yes = "yes"
        no = "no"

    class Asked(BaseModel):
        grams: int = Field(ge=1, le=30_000)
        service: Service = Service.standard
        extra: list[Extra] = []
        insured: YesNo = YesNo.no

    class NewParcel(BaseModel):
        grams: Annotated[int, Field(ge=1, le=30_000)]
        service: Service

    app = FastAPI()
    parcels: dict[int, NewParcel] = {}

    async def quote(asked: Annotated[Asked, Query()]):
        insured = asked.insured is YesNo.yes
        cents = CENTS[asked.service] + asked.grams // 100 + 200 * insured
        for extra in asked.extra:
            cents += EXTRAS[extra]
        body = {"grams": asked.grams, "service": asked.service, "extras": asked.extra}
        return JSONResponse({**body, "insured": insured, "cents": cents}, headers={"X-Tariff": "7"})

    async def label(number: int):
        if number not in parcels:
            return PlainTextResponse("no such parcel", 404)
        found = parcels[number]
        return HTMLResponse(
            f"<h1>Parcel {number}</h1><p>{found.grams} g, {found.service.value}</p>"
        )

    for path, function in (("/quotes", quote), ("/parcels/{number}", label)):
        app.add_api_route(path, function, methods=["GET"])
        app.add_api_route(path, function, methods=["HEAD"], include_in_schema=False)

    @app.post("/parcels")
    async def register(new: NewParcel):
        number = len(parcels) + 1
        parcels[number] = new
        body = {"number": number, "grams": new.grams, "service": new.service}
        return JSONResponse(body, 201, headers={"Location": f"/parcels/{number}"})

    return app
