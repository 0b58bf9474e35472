"""Makes everything inside create_app, closes over the settings, and gets the list of routes from iter_route_contexts by hand."""

from fastapi import APIRouter, Body, Depends, FastAPI, Header, HTTPException
from fastapi.routing import APIRoute, iter_route_contexts

NAMES = ("Fjord", "Glacier", "Old town", "Islands", "Night sky")
TOURS = {n: {"id": n, "name": name} for n, name in enumerate(NAMES, start=1)}
GUIDES = {1: "Ingrid", 2: "Tor"}


def guard(header: str, value: str):
    async def check(sent: str | None = Header(default=None, alias=header)):
        if sent != value:
            raise HTTPException(status_code=401, detail="no")

    return Depends(check)


def create_app(settings: dict) -> FastAPI:
    size, made = settings["page_size"], []
    app = FastAPI(dependencies=[guard("X-Office", "oslo")])
    office, partner = (
        APIRouter(),
        FastAPI(dependencies=[guard("X-Partner", settings["partner_key"])]),
    )

    @office.get("/tours")
    async def tours(limit: int = size):
        if limit < 1:
            raise HTTPException(422)
        return list(TOURS.values())[:limit]

    @office.get("/tours/search")
    async def search(q: str):
        return [t for t in TOURS.values() if q.casefold() in t["name"].casefold()]

    @office.get("/tours/{tour_id}")
    async def tour(tour_id: int):
        return TOURS.get(tour_id) or missing()

    @office.get("/guides/{guide_id}")
    async def guide(guide_id: int):
        return {"id": guide_id, "name": GUIDES.get(guide_id) or missing()}

    def missing():
        raise HTTPException(404)

    @office.get("/bookings")
    async def bookings():
        return made

    @office.post("/bookings", status_code=201)
    async def book(tour: int = Body(embed=True)):
        made.append({"id": len(made) + 1, "tour": tour})
        return made[-1]

    @office.get("/internal/routes", include_in_schema=False)
    async def routes():
        found = []
        for context in iter_route_contexts(app.routes):
            if isinstance(context.route, APIRoute):
                found += [f"{method} {context.path}" for method in context.methods]
        return sorted(found)

    @partner.get("/feed")
    async def feed():
        return {"tours": len(TOURS)}

    app.include_router(office)
    app.mount("/partner", partner)
    return app
