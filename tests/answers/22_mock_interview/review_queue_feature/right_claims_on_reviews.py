"""A list of records that is searched each time; the end is checked where a record is read."""

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
    from threading import RLock
    from typing import Annotated, Any

    from fastapi import Depends, Header, Response

    class Publish(BaseModel):
        publish: bool

    app, reviews = start_queue()
    claims: list[dict[str, Any]] = []
    lock = RLock()

    def reviewer(x_reviewer: Annotated[str, Header()]) -> str:
        return x_reviewer

    Reviewer = Annotated[str, Depends(reviewer)]

    def alive() -> list[dict[str, Any]]:
        moment = now()
        return [c for c in claims if not c["used"] and c["end"] > moment]

    def find(token: str, who: str) -> dict[str, Any]:
        for claim in alive():
            if secrets.compare_digest(claim["token"], token) and claim["who"] == who:
                claim["used"] = True
                return claim
        raise HTTPException(status_code=404)

    def shown(claim: dict[str, Any]) -> dict[str, Any]:
        return {
            "claim": claim["token"],
            "review": reviews[claim["review"]],
            "expires_at": claim["end"],
        }

    @app.post("/claims")
    def take(who: Reviewer, response: Response) -> Any:
        with lock:
            for claim in alive():
                if claim["who"] == who:
                    return shown(claim)
            busy = [claim["review"] for claim in alive()]
            for number, review in sorted(reviews.items()):
                if review.state == "waiting" and number not in busy:
                    claims.append(
                        {
                            "token": secrets.token_hex(),
                            "who": who,
                            "review": number,
                            "end": now() + 10 * 60,
                            "used": False,
                        }
                    )
                    response.status_code = 201
                    return shown(claims[-1])
        response.status_code = 204
        return None

    @app.post("/claims/{token}/decision")
    def decide(token: str, body: Publish, who: Reviewer) -> QueuedReview:
        with lock:
            number = find(token, who)["review"]
            state = "published" if body.publish else "rejected"
            reviews[number] = reviews[number].model_copy(update={"state": state})
            return reviews[number]

    @app.delete("/claims/{token}")
    def give_back(token: str, who: Reviewer) -> Response:
        with lock:
            find(token, who)
        return Response(status_code=204)

    return app
