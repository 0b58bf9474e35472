"""One router, descriptions as arguments, named examples in the request body, plain def."""

from typing import Annotated

from fastapi import APIRouter, Body, FastAPI
from pydantic import BaseModel, Field


class NewTool(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=40)]
    deposit: Annotated[int, Field(ge=0)]


class Tool(NewTool):
    id: int


EXAMPLES = {
    "sander": {"summary": "With deposit", "value": {"name": "Belt sander", "deposit": 40}},
    "hammer": {"value": {"name": "Hammer", "deposit": 0}},
}


def create_app() -> FastAPI:
    router = APIRouter(tags=["tools"])
    tools = {}

    @router.get(
        "/tools",
        summary="List tools",
        description="Every tool, oldest first.",
        response_model=list[Tool],
    )
    def list_tools():
        return list(tools.values())

    @router.post(
        "/tools",
        summary="Add a tool",
        description="A deposit of 0 means none.",
        status_code=201,
        response_model=Tool,
        name="add",
    )
    def add_tool(new: Annotated[NewTool, Body(openapi_examples=EXAMPLES)]):
        number = len(tools) + 1
        tools[number] = {"id": number, "name": new.name, "deposit": new.deposit}
        return tools[number]

    router.add_api_route(
        "/inventory",
        list_tools,
        methods=["GET"],
        summary="List tools (old path)",
        description="Use GET /tools.",
        deprecated=True,
        response_model=list[Tool],
    )
    app = FastAPI(title="Tool library", version="3.2.0")
    app.openapi_tags = [{"name": "tools", "description": "Things that can be borrowed."}]
    app.include_router(router)
    return app
