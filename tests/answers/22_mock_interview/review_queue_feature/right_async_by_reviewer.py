"""Async routes that never pause, one claim per reviewer in a dictionary."""

import time
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class FreshReview(BaseModel):
    text: str


class QueuedReview(FreshReview):
    id: int
    state: str = "waiting"


class Reviews(dict[int, QueuedReview]):
    """All reviews by number. To look through all of them takes a moment."""

    def items(self) -> list[tuple[int, QueuedReview]]:
        found = list(super().items())
        time.sleep(0.02)
        return found

    def values(self) -> list[QueuedReview]:
        return [review for _, review in self.items()]


def start_queue() -> tuple[FastAPI, Reviews]:
    """The repaired service, cut down to what the feature needs."""
    app = FastAPI()
    reviews = Reviews()

    @app.post("/reviews", status_code=201)
    async def submit(new: FreshReview) -> QueuedReview:
        review = QueuedReview(id=len(reviews) + 1, text=new.text)
        reviews[review.id] = review
        return review

    @app.get("/reviews/{review_id}")
    async def read(review_id: int) -> QueuedReview:
        if review_id not in reviews:
            raise HTTPException(404, "no such review")
        return reviews[review_id]

    return app, reviews


def create_app(now: Callable[[], float]) -> FastAPI:
    import uuid
    from typing import Annotated

    from fastapi import Body, Header, Request
    from fastapi.responses import JSONResponse, Response

    app, reviews = start_queue()
    by_reviewer: dict[str, dict] = {}
    Who = Annotated[str, Header(alias="x-reviewer")]

    def current(who: str) -> dict | None:
        claim = by_reviewer.get(who)
        if claim and now() >= claim["expires_at"]:
            del by_reviewer[who]
            return None
        return claim

    def own(token: str, who: str) -> dict:
        claim = current(who)
        if not claim or claim["claim"] != token:
            raise HTTPException(404, "unknown")
        del by_reviewer[who]
        return claim

    @app.post("/claims")
    async def claims(x: Who):
        if claim := current(x):
            return claim
        held = {claim["review"].id for who in list(by_reviewer) if (claim := current(who))}
        free = [r for r in reviews.values() if r.state == "waiting" and r.id not in held]
        if not free:
            return Response(status_code=204)
        review = min(free, key=lambda r: r.id)
        claim = {"claim": uuid.uuid4().hex, "review": review, "expires_at": now() + 600}
        by_reviewer[x] = claim
        return JSONResponse({**claim, "review": review.model_dump()}, status_code=201)

    @app.post("/claims/{token}/decision")
    async def decision(token: str, x: Who, publish: Annotated[bool, Body(embed=True)]):
        review = own(token, x)["review"]
        review.state = ["rejected", "published"][publish]
        return review

    @app.api_route("/claims/{token}", methods=["DELETE"], status_code=204)
    async def back(token: str, x: Who, request: Request):
        own(token, x)

    return app
