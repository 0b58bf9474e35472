"""No output model: builds the dictionary by hand and formats every value as text."""

from datetime import datetime, timezone
from decimal import Decimal

from fastapi import FastAPI, HTTPException


def money(amount):
    return f"{Decimal(amount):.2f}"


def utc(text):
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def shown(row):
    lines = [(line, line["quantity"] * Decimal(line["unit_price"])) for line in row["lines"]]
    invoice = {
        "number": row["number"],
        "customerName": row["customer_name"],
        "issuedAt": utc(row["issued_at"]),
        "reverseCharge": row["reverse_charge"],
        "lines": [
            {
                "text": line["text"],
                "quantity": line["quantity"],
                "unitPrice": money(line["unit_price"]),
                "lineTotal": money(total),
            }
            for line, total in lines
        ],
        "total": money(sum(total for _, total in lines)),
    }
    if row["paid_at"] is not None:
        invoice["paidAt"] = utc(row["paid_at"])
    if row["note"] is not None:
        invoice["note"] = row["note"]
    return invoice


def create_app(invoices: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/invoices")
    async def list_invoices():
        return [shown(row) for row in invoices]

    @app.get("/invoices/{number}")
    async def read_invoice(number: str):
        for row in invoices:
            if row["number"] == number:
                return shown(row)
        raise HTTPException(404)

    return app
