"""Removes blanks and leaves tabs and line breaks.

Fails: test_code_is_cleaned_before_it_is_compared
"""

import re
from dataclasses import dataclass, field

import strawberry
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from strawberry.fastapi import GraphQLRouter


class CouponError(Exception):
    status = 422

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.extensions = {"code": code}


class InvalidCoupon(CouponError):
    def __init__(self, message: str) -> None:
        super().__init__(message, "INVALID")


class DuplicateCoupon(CouponError):
    status = 409

    def __init__(self, code: str) -> None:
        super().__init__(f"Coupon {code} exists already", "DUPLICATE")


class NewCoupon(BaseModel):
    code: str
    percent: int


@strawberry.type
class Coupon:
    code: str
    percent: int


@dataclass
class CouponService:
    coupons: dict[str, Coupon] = field(default_factory=dict)

    def add(self, code: str, percent: int) -> Coupon:
        code = code.strip(" ").upper()
        if not re.fullmatch("[A-Z0-9]{4,12}", code):
            raise InvalidCoupon("code must have 4 to 12 characters A-Z or 0-9")
        if not 1 <= percent <= 80:
            raise InvalidCoupon("percent must be 1 to 80")
        if code in self.coupons:
            raise DuplicateCoupon(code)
        coupon = self.coupons[code] = Coupon(code=code, percent=percent)
        return coupon

    def get(self, code: str) -> Coupon | None:
        return self.coupons.get(code)

    def all(self) -> list[Coupon]:
        return list(self.coupons.values())


@strawberry.type
class CouponQuery:
    @strawberry.field
    def coupons(self, info: strawberry.Info) -> list[Coupon]:
        return info.context["service"].all()

    @strawberry.field
    def coupon(self, info: strawberry.Info, code: str) -> Coupon | None:
        return info.context["service"].get(code)


@strawberry.type
class CouponMutation:
    @strawberry.mutation
    def add_coupon(self, info: strawberry.Info, code: str, percent: int) -> Coupon | None:
        return info.context["service"].add(code, percent)


def create_app() -> FastAPI:
    app = FastAPI()
    service = CouponService()

    @app.post("/coupons", status_code=201)
    async def add_coupon(new: NewCoupon) -> dict:
        try:
            coupon = service.add(new.code, new.percent)
        except CouponError as error:
            raise HTTPException(error.status, str(error)) from error
        return {"code": coupon.code, "percent": coupon.percent}

    @app.get("/coupons")
    async def list_coupons() -> list[dict]:
        return [{"code": c.code, "percent": c.percent} for c in service.all()]

    @app.get("/coupons/{code}")
    async def read_coupon(code: str) -> dict:
        coupon = service.get(code)
        if coupon is None:
            raise HTTPException(404, "No such coupon")
        return {"code": coupon.code, "percent": coupon.percent}

    schema = strawberry.Schema(CouponQuery, CouponMutation)
    router = GraphQLRouter(schema, context_getter=lambda: {"service": service})
    app.include_router(router, prefix="/graphql")
    return app
