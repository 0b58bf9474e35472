"""An enum for the tag and a root model for the union."""

import re
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI
from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Method(StrEnum):
    CARD = "card"
    IBAN = "iban"
    WALLET = "wallet"


def like(pattern):
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError("has the wrong form")
        return value

    return AfterValidator(check)


class Card(BaseModel):
    model_config = ConfigDict(extra="forbid")
    method: Literal[Method.CARD]
    amount: int = Field(ge=1)
    number: Annotated[str, like("[0-9]{12,19}")]
    cvc: Annotated[str, like("[0-9]{3}")]


class Iban(BaseModel):
    model_config = ConfigDict(extra="forbid")
    method: Literal[Method.IBAN]
    amount: int = Field(ge=1)
    iban: Annotated[str, like("[A-Z]{2}[A-Z0-9]{13,32}")]


class Wallet(BaseModel):
    model_config = ConfigDict(extra="forbid")
    method: Literal[Method.WALLET]
    amount: int = Field(ge=1)
    provider: Annotated[str, like("paygo|zappit")]
    token: Annotated[str, like(r"(?s).{1,64}")]


class Checkout(BaseModel):
    order: Annotated[str, Field(min_length=1, max_length=20)]
    payments: Annotated[
        list[Annotated[Card | Iban | Wallet, Field(discriminator="method")]],
        Field(min_length=1, max_length=3),
    ]


class Done(BaseModel):
    order: str
    paid: int
    receipts: list[str]


def create_app() -> FastAPI:
    router = APIRouter(prefix="/checkouts")
    shown = {
        Method.CARD: lambda p: p.number[-4:],
        Method.IBAN: lambda p: p.iban[:2],
        Method.WALLET: lambda p: p.provider,
    }

    @router.post("", status_code=201)
    async def create_checkout(checkout: Checkout) -> Done:
        payments = checkout.payments
        receipts = [f"{p.method} {shown[p.method](p)}" for p in payments]
        paid = sum(p.amount for p in payments)
        return Done(order=checkout.order, paid=paid, receipts=receipts)

    app = FastAPI()
    app.include_router(router)
    return app
