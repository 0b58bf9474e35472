"""Registers the very same three functions for both versions; each model reads the record by attribute."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field


class View(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    number: int


class Flat(View):
    customer: str = Field(validation_alias="name")
    total_cents: int = Field(validation_alias="cents")


class Customer(BaseModel):
    name: str
    country: str


class Total(BaseModel):
    cents: int
    currency: str


class Nested(View):
    customer: Customer
    total: Total


@dataclass
class Record:
    number: int
    name: str
    country: str
    cents: int

    @property
    def margin(self):
        return self.cents // 10

    @property
    def customer(self):
        return {"name": self.name, "country": self.country}

    @property
    def total(self):
        return {"cents": self.cents, "currency": "EUR"}


def announce(response: Response):
    response.headers["sunset"] = "Wed, 30 Jun 2027 00:00:00 GMT"


def create_app() -> FastAPI:
    records: list[Record] = []

    def index():
        return records

    def read(number: int):
        if 1 <= number <= len(records):
            return records[number - 1]
        raise HTTPException(404, "no such invoice")

    def create(
        customer: Annotated[str, Body()],
        country: Annotated[str, Body()],
        cents: Annotated[int, Body(gt=0)],
    ):
        records.append(Record(len(records) + 1, customer, country, cents))
        return records[-1]

    v1 = APIRouter(prefix="/v1", deprecated=True, dependencies=[Depends(announce)])
    v2 = APIRouter(prefix="/v2")
    app = FastAPI()
    for router, model in ((v1, Flat), (v2, Nested)):
        router.add_api_route("/invoices", index, response_model=list[model])
        router.add_api_route("/invoices/{number}", read, response_model=model)
        router.add_api_route(
            "/invoices", create, methods=["POST"], status_code=201, response_model=model
        )
        app.include_router(router)
    return app
