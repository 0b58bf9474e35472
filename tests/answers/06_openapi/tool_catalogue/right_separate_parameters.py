"""Two body parameters and an example written with openapi_extra; TypedDict as response."""

from typing import Annotated

from fastapi import Body, FastAPI
from typing_extensions import TypedDict


class Tool(TypedDict):
    id: int
    name: str
    deposit: int


def create_app() -> FastAPI:
    app = FastAPI(
        title="Tool library",
        version="3.2.0",
        openapi_tags=[{"name": "tools", "description": "Things that can be borrowed."}],
    )
    tools: list[Tool] = []
    example = {"name": "Ladder", "deposit": 15}
    extra = {"requestBody": {"content": {"application/json": {"example": example}}}}

    @app.get("/tools", tags=["tools"], summary="List tools")
    @app.get(
        "/inventory",
        tags=["tools"],
        summary="List tools (old path)",
        description="Use GET /tools.",
        deprecated=True,
    )
    async def tools_list() -> list[Tool]:
        """Every tool, oldest first."""
        return tools

    @app.post("/tools", tags=["tools"], summary="Add a tool", status_code=201, openapi_extra=extra)
    async def tools_add(
        name: Annotated[str, Body(min_length=1, max_length=40)],
        deposit: Annotated[int, Body(ge=0)],
    ) -> Tool:
        """
        A deposit of 0 means none.
        """
        tools.append(Tool(id=len(tools) + 1, name=name, deposit=deposit))
        return tools[-1]

    return app
