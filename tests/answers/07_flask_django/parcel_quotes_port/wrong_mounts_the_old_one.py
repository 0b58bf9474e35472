"""Mounts the Flask application at the root: nothing is validated by FastAPI.

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
    from a2wsgi import WSGIMiddleware

    app = FastAPI()
    app.mount("/", WSGIMiddleware(make_old_counter()))
    return app
