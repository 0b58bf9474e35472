"""Expects a failing mail to be a failing network, and puts the line behind it.

Fails: test_queue_decision_is_in_the_audit_log
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import (
    BackgroundTasks,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
)
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class NewReview(BaseModel):
    product: str = Field(min_length=1)
    text: str = Field(min_length=1, max_length=500)
    stars: int = Field(ge=1, le=5)
    email: str = Field(min_length=3)


class ReviewOut(BaseModel):
    id: int
    product: str
    text: str
    stars: int
    spam: int
    state: str = "waiting"


class StoredReview(ReviewOut):
    email: str
    reviewer: str | None = None


class Decision(BaseModel):
    publish: bool


class Page:
    """How many reviews a list shows: ten, unless the caller wants another number."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, limit: Annotated[int | None, Query(ge=1, le=50)] = None) -> "Page":
        if limit is not None:
            self.limit = limit
        return self


def create_app(
    score: Callable[[str], int],
    mail: Callable[[str, str], None],
    audit: Callable[[str], None],
) -> FastAPI:
    from fastapi.concurrency import run_in_threadpool

    app = FastAPI()
    reviews: dict[int, StoredReview] = {}
    Reviewer = Annotated[str, Header(alias="X-Reviewer")]
    Limit = Annotated[int, Query(ge=1, le=50)]

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, exc: RequestValidationError) -> JSONResponse:
        errors = [
            {"field": ".".join(map(str, error["loc"])), "code": error["type"]}
            for error in exc.errors()
        ]
        return JSONResponse({"errors": errors}, status_code=422)

    def find(review_id: int) -> StoredReview:
        if review_id not in reviews:
            raise HTTPException(404, "no such review")
        return reviews[review_id]

    def finish(review: StoredReview, line: str) -> None:
        try:
            mail(review.email, f"Your review is {review.state}")
        except OSError:
            pass
        audit(line)

    @app.post("/reviews", status_code=201)
    async def submit(new: NewReview) -> ReviewOut:
        spam = await run_in_threadpool(score, new.text)
        review = StoredReview(id=len(reviews) + 1, spam=spam, **new.model_dump())
        reviews[review.id] = review
        return review

    @app.get("/reviews")
    async def waiting(response: Response, limit: Limit = 10) -> list[ReviewOut]:
        found = [r for r in reviews.values() if r.state == "waiting"]
        response.headers["X-Total-Count"] = str(len(found))
        return found[:limit]

    @app.get("/reviews/{review_id}")
    async def read(review_id: int) -> ReviewOut:
        return find(review_id)

    @app.post("/reviews/{review_id}/claim")
    async def claim(review_id: int, reviewer: Reviewer) -> ReviewOut:
        review = find(review_id)
        if review.reviewer not in (None, reviewer):
            raise HTTPException(409, "somebody else has it")
        review.reviewer = reviewer
        return review

    @app.get("/queue")
    async def my_queue(reviewer: Reviewer, response: Response) -> list[ReviewOut]:
        response.headers["Cache-Control"] = "private, no-store"
        return [r for r in reviews.values() if r.reviewer == reviewer]

    @app.post("/reviews/{review_id}/decision")
    async def decide(
        review_id: int, decision: Decision, reviewer: Reviewer, after: BackgroundTasks
    ) -> ReviewOut:
        review = find(review_id)
        if review.reviewer != reviewer:
            raise HTTPException(403, "claim it first")
        review.state = "published" if decision.publish else "rejected"
        after.add_task(finish, review, f"{reviewer}: {review.id} {review.state}")
        return review

    return app
