"""Expects the exception handler to shape the errors of resolvers.

Fails: test_rules_hold_at_both_doors, test_code_is_cleaned_before_it_is_compared, test_refused_mutation_leaves_the_others
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    import re
    from dataclasses import asdict

    import strawberry
    from fastapi import HTTPException, Request
    from fastapi.responses import JSONResponse
    from pydantic import BaseModel
    from strawberry.fastapi import GraphQLRouter

    class Refused(Exception):
        def __init__(self, code: str, message: str):
            super().__init__(message)
            self.code = code

    @strawberry.type
    class Coupon:
        code: str
        percent: int

    class CouponBook:
        def __init__(self):
            self.coupons: dict[str, Coupon] = {}

        def add(self, code: str, percent: int) -> Coupon:
            code = code.strip().upper()
            if not re.fullmatch("[A-Z0-9]{4,12}", code):
                raise Refused("INVALID", "code must be 4 to 12 of A-Z and 0-9")
            if not 1 <= percent <= 80:
                raise Refused("INVALID", "percent must be 1 to 80")
            if code in self.coupons:
                raise Refused("DUPLICATE", f"{code} exists")
            self.coupons[code] = Coupon(code=code, percent=percent)
            return self.coupons[code]

    class NewCoupon(BaseModel):
        code: str
        percent: int

    @strawberry.type
    class Query:
        @strawberry.field
        def coupons(self, info: strawberry.Info) -> list[Coupon]:
            return list(info.context["book"].coupons.values())

        @strawberry.field
        def coupon(self, info: strawberry.Info, code: str) -> Coupon | None:
            return info.context["book"].coupons.get(code)

    @strawberry.type
    class Mutation:
        @strawberry.mutation
        def add_coupon(self, info: strawberry.Info, code: str, percent: int) -> Coupon | None:
            return info.context["book"].add(code, percent)

    app = FastAPI()
    book = CouponBook()
    router = GraphQLRouter(
        strawberry.Schema(Query, Mutation), context_getter=lambda: {"book": book}
    )
    app.include_router(router, prefix="/graphql")

    @app.exception_handler(Refused)
    async def refuse(request: Request, exc: Refused) -> JSONResponse:
        status = {"INVALID": 422, "DUPLICATE": 409}[exc.code]
        return JSONResponse({"detail": str(exc)}, status)

    @app.post("/coupons", status_code=201)
    async def add_coupon(new: NewCoupon) -> dict[str, str | int]:
        return asdict(book.add(new.code, new.percent))

    @app.get("/coupons")
    async def list_coupons() -> list[dict[str, str | int]]:
        return [asdict(coupon) for coupon in book.coupons.values()]

    @app.get("/coupons/{code}")
    async def read_coupon(code: str) -> dict[str, str | int]:
        if code not in book.coupons:
            raise HTTPException(404)
        return asdict(book.coupons[code])

    return app
