"""Believes that a pattern has to match the whole text.

Fails: test_rules_of_each_method
"""

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field


class Payment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amount: int = Field(ge=1)


class Card(Payment):
    method: Literal["card"]
    number: str = Field(pattern=r"[0-9]{12,19}")
    cvc: str = Field(pattern=r"[0-9]{3}")

    @property
    def receipt(self) -> str:
        return f"card {self.number[-4:]}"


class Iban(Payment):
    method: Literal["iban"]
    iban: str = Field(pattern=r"[A-Z]{2}[A-Z0-9]{13,32}")

    @property
    def receipt(self) -> str:
        return f"iban {self.iban[:2]}"


class Wallet(Payment):
    method: Literal["wallet"]
    provider: Literal["paygo", "zappit"]
    token: str = Field(min_length=1, max_length=64)

    @property
    def receipt(self) -> str:
        return f"wallet {self.provider}"


AnyPayment = Annotated[Card | Iban | Wallet, Field(discriminator="method")]


class Checkout(BaseModel):
    order: str = Field(min_length=1, max_length=20)
    payments: list[AnyPayment] = Field(min_length=1, max_length=3)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/checkouts", status_code=201)
    def create_checkout(checkout: Checkout):
        return {
            "order": checkout.order,
            "paid": sum(payment.amount for payment in checkout.payments),
            "receipts": [payment.receipt for payment in checkout.payments],
        }

    return app
