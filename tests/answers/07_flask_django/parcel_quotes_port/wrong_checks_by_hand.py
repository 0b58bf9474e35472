"""Ports the checks with the views: everything invalid is still 400.

Fails: test_extras_repeat_in_their_order, test_invalid_quote_is_422, test_invalid_parcel_is_422_and_not_stored
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
    from fastapi import Request
    from fastapi.responses import HTMLResponse, JSONResponse

    app = FastAPI()
    parcels = []

    @app.api_route("/quotes", methods=["GET", "HEAD"])
    async def quote(request: Request):
        args = request.query_params
        try:
            grams = int(args["grams"])
        except (KeyError, ValueError):
            return JSONResponse({"error": "grams must be an integer"}, 400)
        service, insured = args.get("service", "standard"), args.get("insured", "no")
        extras = args.getlist("extra")
        if not 1 <= grams <= 30_000 or service not in CENTS:
            return JSONResponse({"error": "no such tariff"}, 400)
        if not set(extras) <= set(EXTRAS) or insured not in ("yes", "no"):
            return JSONResponse({"error": "no such extra"}, 400)
        cents = CENTS[service] + grams // 100 + sum(EXTRAS[e] for e in extras)
        cents += 200 if insured == "yes" else 0
        body = {"grams": grams, "service": service, "extras": extras}
        body |= {"insured": insured == "yes", "cents": cents}
        return JSONResponse(body, headers={"X-Tariff": "7"})

    @app.post("/parcels")
    async def register(request: Request):
        data = await request.json()
        grams, service = data.get("grams"), data.get("service")
        if not isinstance(grams, int) or not 1 <= grams <= 30_000 or service not in CENTS:
            return JSONResponse({"error": "not a parcel"}, 400)
        parcels.append({"grams": grams, "service": service})
        body = {"number": len(parcels), "grams": grams, "service": service}
        return JSONResponse(body, 201, headers={"Location": f"/parcels/{len(parcels)}"})

    @app.api_route("/parcels/{number}", methods=["GET", "HEAD"])
    async def label(number: int):
        if not 1 <= number <= len(parcels):
            return JSONResponse({"error": "no such parcel"}, 404)
        found = parcels[number - 1]
        return HTMLResponse(
            f"<h1>Parcel {number}</h1><p>{found['grams']} g, {found['service']}</p>"
        )

    return app
