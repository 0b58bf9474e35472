"""Gives the deposit a default, so that a body without it is accepted.

Fails: test_documented_example_is_accepted
"""

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field


class NewTool(BaseModel):
    model_config = {"json_schema_extra": {"examples": [{"name": "Belt sander", "deposit": 40}]}}

    name: Annotated[str, Field(min_length=1, max_length=40)]
    deposit: Annotated[int, Field(ge=0)] = 0


class Tool(BaseModel):
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

    @app.get("/tools", tags=["tools"], summary="List tools")
    async def list_tools() -> list[Tool]:
        """Every tool, oldest first."""
        return tools

    @app.post("/tools", tags=["tools"], summary="Add a tool", status_code=201)
    async def add_tool(new: NewTool) -> Tool:
        """A deposit of 0 means none."""
        tool = Tool(id=len(tools) + 1, **new.model_dump())
        tools.append(tool)
        return tool

    @app.get("/inventory", tags=["tools"], summary="List tools (old path)", deprecated=True)
    async def list_inventory() -> list[Tool]:
        """Use GET /tools."""
        return tools

    return app
