"""Keeps the claim after its decision.

Fails: test_lease_hands_out_the_oldest_review, test_lease_belongs_to_its_reviewer
"""

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
    import secrets
    import threading
    from dataclasses import dataclass
    from typing import Annotated

    from fastapi import Header, Response

    class Decision(BaseModel):
        publish: bool

    class Claim(BaseModel):
        claim: str
        review: QueuedReview
        expires_at: float

    @dataclass
    class Lease:
        reviewer: str
        review: QueuedReview
        expires_at: float

    app, reviews = start_queue()
    leases: dict[str, Lease] = {}
    lock = threading.Lock()
    Reviewer = Annotated[str, Header(alias="X-Reviewer")]

    def sweep() -> None:
        moment = now()
        for token in [t for t, lease in leases.items() if lease.expires_at <= moment]:
            del leases[token]

    def take(token: str, reviewer: str) -> Lease:
        """The lease, which ends here. A stranger learns nothing about it."""
        sweep()
        if token not in leases or leases[token].reviewer != reviewer:
            raise HTTPException(404, "no such claim")
        return leases[token]

    def shown(token: str) -> Claim:
        lease = leases[token]
        return Claim(claim=token, review=lease.review, expires_at=lease.expires_at)

    @app.post("/claims", status_code=201, response_model=Claim)
    def claim(reviewer: Reviewer, response: Response) -> Claim | Response:
        with lock:
            sweep()
            for token, lease in leases.items():
                if lease.reviewer == reviewer:
                    response.status_code = 200
                    return shown(token)
            taken = {lease.review.id for lease in leases.values()}
            for review in reviews.values():
                if review.state == "waiting" and review.id not in taken:
                    token = secrets.token_urlsafe(16)
                    leases[token] = Lease(reviewer, review, now() + 600)
                    return shown(token)
            return Response(status_code=204)

    @app.post("/claims/{token}/decision")
    def decide(token: str, decision: Decision, reviewer: Reviewer) -> QueuedReview:
        with lock:
            review = take(token, reviewer).review
            review.state = "published" if decision.publish else "rejected"
            return review

    @app.delete("/claims/{token}", status_code=204)
    def give_back(token: str, reviewer: Reviewer) -> None:
        with lock:
            take(token, reviewer)

    return app
