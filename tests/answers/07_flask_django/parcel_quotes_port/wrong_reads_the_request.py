"""Reads the query from the request, so the document knows none of it.

Fails: test_extras_repeat_in_their_order
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
    from typing import Literal

    from fastapi import APIRouter, Body, HTTPException, Request, Response

    router = APIRouter()
    app = FastAPI()
    parcels = []
    Service = Literal["standard", "express"]

    @router.api_route("/quotes", methods=["GET", "HEAD"])
    def quote(request: Request, response: Response):
        args = request.query_params
        grams, extras = args.get("grams", ""), args.getlist("extra")
        service, insured = args.get("service", "standard"), args.get("insured", "no")
        if not grams.isdecimal() or not 1 <= int(grams) <= 30_000 or service not in CENTS:
            raise HTTPException(422, "no such tariff")
        if not set(extras) <= set(EXTRAS) or insured not in ("yes", "no"):
            raise HTTPException(422, "no such extra")
        cents = CENTS[service] + int(grams) // 100 + sum(map(EXTRAS.get, extras))
        cents += {"yes": 200, "no": 0}[insured]
        response.headers["x-tariff"] = "7"
        return {
            "grams": int(grams),
            "service": service,
            "extras": extras,
            "insured": insured == "yes",
            "cents": cents,
        }

    @router.post("/parcels")
    def register(
        response: Response,
        grams: int = Body(ge=1, le=30_000),
        service: Service = Body(),
    ):
        parcels.append((grams, service))
        response.status_code = 201
        response.headers["Location"] = f"/parcels/{len(parcels)}"
        return {"number": len(parcels), "grams": grams, "service": service}

    @router.api_route("/parcels/{number}", methods=["GET", "HEAD"])
    def label(number: int):
        if number < 1 or number > len(parcels):
            raise HTTPException(404)
        grams, service = parcels[number - 1]
        html = f"<h1>Parcel {number}</h1><p>{grams} g, {service}</p>"
        return Response(html, media_type="text/html")

    app.include_router(router)
    return app
