"""Leaves the router with /{tour_id} in front of the one with /search.

Fails: test_search_answers_and_tours_are_still_read
"""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Header
from fastapi import HTTPException, Query, Request
from fastapi.routing import APIRoute, iter_route_contexts

NAMES = ("Fjord", "Glacier", "Old town", "Islands", "Night sky")
TOURS = [{"id": number, "name": name} for number, name in enumerate(NAMES, 1)]
GUIDES = {1: "Ingrid", 2: "Tor"}


def office_key(x_office: Annotated[str, Header()] = "") -> None:
    if x_office != "oslo":
        raise HTTPException(401, "office key needed")


tours = APIRouter(prefix="/tours", tags=["tours"])
search = APIRouter(prefix="/tours", tags=["search"])
guides = APIRouter(prefix="/guides", tags=["guides"])
bookings = APIRouter(prefix="/bookings", tags=["bookings"])


@tours.get("")
def list_tours(request: Request, limit: Annotated[int | None, Query(ge=1)] = None):
    return TOURS[: limit or request.app.state.settings["page_size"]]


@tours.get("/{tour_id}")
def read_tour(tour_id: int):
    for tour in TOURS:
        if tour["id"] == tour_id:
            return tour
    raise HTTPException(404, "no such tour")


@search.get("/search")
def search_tours(q: str):
    return [tour for tour in TOURS if q.lower() in tour["name"].lower()]


@guides.get("/{guide_id}")
def read_guide(guide_id: int):
    if guide_id not in GUIDES:
        raise HTTPException(404, "no such guide")
    return {"id": guide_id, "name": GUIDES[guide_id]}


@bookings.post("", status_code=201)
def add_booking(request: Request, tour: Annotated[int, Body(embed=True)]):
    made = request.app.state.bookings
    made.append({"id": len(made) + 1, "tour": tour})
    return made[-1]


@bookings.get("")
def list_bookings(request: Request):
    return request.app.state.bookings


def create_app(settings: dict) -> FastAPI:
    app = FastAPI(dependencies=[Depends(office_key)])
    app.state.settings = dict(settings)
    app.state.bookings = []
    app.include_router(tours)
    app.include_router(search)
    app.include_router(guides)
    app.include_router(bookings)

    @app.get("/internal/routes", include_in_schema=False)
    def list_routes():
        return sorted(
            f"{method} {context.path}"
            for context in iter_route_contexts(app.routes)
            if isinstance(context.route, APIRoute)
            for method in context.methods
        )

    def partner_key(x_partner: Annotated[str, Header()] = "") -> None:
        if x_partner != app.state.settings["partner_key"]:
            raise HTTPException(401, "partner key needed")

    partner = FastAPI(dependencies=[Depends(partner_key)])

    @partner.get("/feed")
    def feed():
        return {"tours": len(TOURS)}

    app.mount("/partner", partner)
    return app
