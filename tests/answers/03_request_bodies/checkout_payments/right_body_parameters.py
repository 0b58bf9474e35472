"""Two body parameters instead of a model, receipts by match."""

from typing import Annotated, Literal

from fastapi import Body, FastAPI
from pydantic import BaseModel, Field

Cents = Annotated[int, Field(gt=0)]


class Card(BaseModel, extra="forbid"):
    method: Literal["card"]
    amount: Cents
    number: Annotated[str, Field(pattern=r"^\d{12,19}$")]
    cvc: Annotated[str, Field(pattern=r"^\d{3}$")]


class Iban(BaseModel, extra="forbid"):
    method: Literal["iban"]
    amount: Cents
    iban: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{13,32}$")]


class Wallet(BaseModel, extra="forbid"):
    method: Literal["wallet"]
    amount: Cents
    provider: Literal["paygo", "zappit"]
    token: Annotated[str, Field(min_length=1, max_length=64)]


Payment = Annotated[Wallet | Iban | Card, Field(discriminator="method")]


def receipt(payment: Card | Iban | Wallet) -> str:
    match payment:
        case Card(number=number):
            return f"card {number[-4:]}"
        case Iban(iban=iban):
            return f"iban {iban[:2]}"
        case Wallet(provider=provider):
            return f"wallet {provider}"


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/checkouts", status_code=201)
    def create_checkout(
        order: Annotated[str, Body(min_length=1, max_length=20)],
        payments: Annotated[list[Payment], Body(min_length=1, max_length=3)],
    ):
        paid = sum(payment.amount for payment in payments)
        return {"order": order, "paid": paid, "receipts": [receipt(p) for p in payments]}

    return app
