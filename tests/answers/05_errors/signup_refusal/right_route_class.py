"""Catches the error around the route in an APIRoute class, no handler on the app."""

from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, field_validator


class SignUp(BaseModel):
    email: str = Field(min_length=3)
    password: str = Field(min_length=12)
    recovery_codes: list[int] = []

    @field_validator("password")
    @classmethod
    def more_than_one_character(cls, value: str) -> str:
        if len(set(value)) == 1:
            raise ValueError(f"{value!r} repeats one character")
        return value


class QuietRoute(APIRoute):
    def get_route_handler(self) -> Callable:
        handler = super().get_route_handler()

        async def quiet(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as exc:
                errors = []
                for error in exc.errors():
                    field = ".".join(str(part) for part in error["loc"])
                    errors.append({"field": field, "code": error["type"]})
                return JSONResponse({"errors": errors}, status_code=422)

        return quiet


router = APIRouter(route_class=QuietRoute)


@router.post("/accounts", status_code=201)
def create_account(account: SignUp, trial_days: int = Query(14, ge=0, le=90)):
    return {"email": account.email, "trial_days": trial_days}


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    return app
