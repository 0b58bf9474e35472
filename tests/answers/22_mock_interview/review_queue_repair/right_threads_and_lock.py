"""Plain def routes with a lock, and one background task that catches what the mail raises."""

from collections.abc import Callable
from threading import Lock
from typing import Annotated

from fastapi import BackgroundTasks, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class Submitted(BaseModel):
    product: str = Field(min_length=1)
    text: str = Field(min_length=1, max_length=500)
    stars: int = Field(ge=1, le=5)
    email: str = Field(min_length=3)


class Public(BaseModel):
    id: int
    product: str
    text: str
    stars: int
    spam: int
    state: str


class Verdict(BaseModel):
    publish: bool


def create_app(
    score: Callable[[str], int],
    mail: Callable[[str, str], None],
    audit: Callable[[str], None],
) -> FastAPI:
    app = FastAPI()
    store: list[dict] = []
    lock = Lock()

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, exc: RequestValidationError):
        errors = [
            {"field": ".".join(str(p) for p in e["loc"]), "code": e["type"]} for e in exc.errors()
        ]
        return JSONResponse({"errors": errors}, 422)

    def get(review_id: int) -> dict:
        if not 0 < review_id <= len(store):
            raise HTTPException(404)
        return store[review_id - 1]

    @app.post("/reviews", status_code=201, response_model=Public)
    def submit(new: Submitted):
        spam = score(new.text)
        with lock:
            review = {"id": len(store) + 1, "spam": spam, "state": "waiting", "reviewer": None}
            store.append(review | new.model_dump())
            return store[-1]

    @app.get("/reviews", response_model=list[Public])
    def waiting(response: Response, limit: Annotated[int, Query(ge=1, le=50)] = 10):
        found = [r for r in list(store) if r["state"] == "waiting"]
        response.headers["X-Total-Count"] = f"{len(found)}"
        return found[:limit]

    @app.get("/reviews/{review_id}", response_model=Public)
    def read(review_id: int):
        return get(review_id)

    @app.post("/reviews/{review_id}/claim", response_model=Public)
    def claim(review_id: int, x_reviewer: Annotated[str, Header()]):
        with lock:
            review = get(review_id)
            if review["reviewer"] and review["reviewer"] != x_reviewer:
                raise HTTPException(409)
            review["reviewer"] = x_reviewer
            return review

    @app.get("/queue", response_model=list[Public])
    def queue(x_reviewer: Annotated[str, Header()], response: Response):
        response.headers["Cache-Control"] = "private, max-age=60"
        return [r for r in list(store) if r["reviewer"] == x_reviewer]

    def afterwards(email: str, text: str, line: str) -> None:
        try:
            mail(email, text)
        except Exception as error:
            print("not sent:", error)
        audit(line)

    @app.post("/reviews/{review_id}/decision", response_model=Public)
    def decide(
        review_id: int,
        verdict: Verdict,
        x_reviewer: Annotated[str, Header()],
        tasks: BackgroundTasks,
    ):
        review = get(review_id)
        if review["reviewer"] != x_reviewer:
            raise HTTPException(403)
        state = review["state"] = "published" if verdict.publish else "rejected"
        line = f"{x_reviewer}: {review_id} {state}"
        tasks.add_task(afterwards, review["email"], f"Your review is {state}", line)
        return review

    return app
