"""Takes the body as a dictionary and trusts its keys.

Fails: test_single_book_is_wrapped_in_its_name, test_problems_are_named_by_their_path
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Body
    from pydantic import BaseModel, Field

    class Reader(BaseModel):
        name: str = Field(min_length=1, max_length=40)

    class Book(BaseModel):
        title: str = Field(min_length=1, max_length=80)
        pages: int = Field(ge=1)

    app = FastAPI()

    @app.post("/reviews", status_code=201)
    async def create_review(
        body: Annotated[dict, Body()],
        publish: bool = False,
    ) -> dict[str, Any]:
        return {
            "reader": Reader(**body["reader"]),
            "book": Book(**body["book"]),
            "stars": body["stars"],
            "comment": body.get("comment"),
            "published": publish,
        }

    @app.put("/books/{isbn}")
    async def put_book(isbn: str, body: Annotated[dict, Body()]) -> dict[str, Any]:
        return {"isbn": isbn, "book": Book(**body["book"])}

    return app
