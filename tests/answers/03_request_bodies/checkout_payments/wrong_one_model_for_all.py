"""One model with optional fields and a rule that looks at the method.

Fails: test_method_decides_which_rules_are_reported, test_unknown_and_missing_method, test_rules_of_each_method, test_document_has_a_real_union
"""

from typing import Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, model_validator


class Payment(BaseModel):
    model_config = ConfigDict(extra="forbid")
    method: Literal["card", "iban", "wallet"]
    amount: int = Field(ge=1)
    number: str | None = Field(None, pattern=r"^[0-9]{12,19}$")
    cvc: str | None = Field(None, pattern=r"^[0-9]{3}$")
    iban: str | None = Field(None, pattern=r"^[A-Z]{2}[A-Z0-9]{13,32}$")
    provider: Literal["paygo", "zappit"] | None = None
    token: str | None = Field(None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def complete(self):
        needed = {"card": ["number", "cvc"], "iban": ["iban"], "wallet": ["provider", "token"]}
        for key in needed[self.method]:
            if getattr(self, key) is None:
                raise ValueError(f"{key} is missing")
        return self


class Checkout(BaseModel):
    order: str = Field(min_length=1, max_length=20)
    payments: list[Payment] = Field(min_length=1, max_length=3)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/checkouts", status_code=201)
    async def create_checkout(checkout: Checkout):
        receipts = []
        for p in checkout.payments:
            shown = p.number[-4:] if p.number else p.iban[:2] if p.iban else p.provider
            receipts.append(f"{p.method} {shown}")
        paid = sum(p.amount for p in checkout.payments)
        return {"order": checkout.order, "paid": paid, "receipts": receipts}

    return app
