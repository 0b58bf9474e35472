"""Leaves the example to the page, which invents one.

Fails: test_documented_example_is_accepted
"""

from fastapi import FastAPI
from pydantic import BaseModel


def create_app() -> FastAPI:
    from pydantic import ConfigDict, Field

    example = {"name": "Belt sander", "deposit": 40}

    class NewTool(BaseModel):
        name: str = Field(min_length=1, max_length=40)
        deposit: int = Field(ge=0)

    class Tool(BaseModel):
        id: int
        name: str
        deposit: int

    about = {"name": "tools", "description": "Things that can be borrowed."}
    app = FastAPI(title="Tool library", version="3.2.0", openapi_tags=[about])
    tools: list[Tool] = []

    @app.get("/tools", tags=["tools"], summary="List tools")
    async def list_tools() -> list[Tool]:
        """Every tool, oldest first."""
        return tools

    @app.post("/tools", tags=["tools"], summary="Add a tool", status_code=201)
    async def add_tool(new: NewTool) -> Tool:
        """A deposit of 0 means none."""
        tools.append(Tool(id=len(tools) + 1, **new.model_dump()))
        return tools[-1]

    @app.get("/inventory", tags=["tools"], summary="List tools (old path)", deprecated=True)
    async def list_inventory() -> list[Tool]:
        """Use GET /tools."""
        return tools

    return app
