"""Keeps the rules in one Pydantic model that the service builds for both doors."""

from typing import Annotated

import strawberry
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from graphql import GraphQLError
from pydantic import BaseModel, StringConstraints, ValidationError, conint
from strawberry.fastapi import BaseContext, GraphQLRouter

Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9]{4,12}$"),
]


class CouponModel(BaseModel):
    code: Code
    percent: conint(ge=1, le=80)


class Exists(Exception):
    pass


class Service(BaseContext):
    def __init__(self):
        super().__init__()
        self.rows = []

    def add(self, model: CouponModel) -> CouponModel:
        if self.find(model.code):
            raise Exists
        self.rows.append(model)
        return model

    def find(self, code: str) -> CouponModel | None:
        return next((row for row in self.rows if row.code == code), None)


@strawberry.type
class Coupon:
    code: str
    percent: int


@strawberry.type
class Query:
    @strawberry.field
    async def coupons(self, info: strawberry.Info) -> list[Coupon]:
        return info.context.rows

    @strawberry.field
    async def coupon(self, info: strawberry.Info, code: str) -> Coupon | None:
        return info.context.find(code)


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def add_coupon(self, info: strawberry.Info, code: str, percent: int) -> Coupon | None:
        try:
            return info.context.add(CouponModel(code=code, percent=percent))
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise GraphQLError(reason, extensions={"code": "INVALID"}) from None
        except Exists:
            raise GraphQLError("exists", extensions={"code": "DUPLICATE"}) from None


def create_app() -> FastAPI:
    service = Service()
    rest = APIRouter(prefix="/coupons")
    Shop = Annotated[Service, Depends(lambda: service)]

    @rest.post("", status_code=201)
    def add(new: CouponModel, shop: Shop) -> CouponModel:
        try:
            return shop.add(new)
        except Exists:
            raise HTTPException(409, "exists") from None

    @rest.get("")
    def every(shop: Shop) -> list[CouponModel]:
        return shop.rows

    @rest.get("/{code}")
    def one(code: str, shop: Shop) -> CouponModel:
        return shop.find(code) or not_found()

    def not_found():
        raise HTTPException(404)

    graph = GraphQLRouter(
        strawberry.Schema(Query, Mutation),
        path="/graphql",
        context_getter=lambda: service,
    )
    app = FastAPI()
    app.include_router(rest)
    app.include_router(graph)
    return app
