"""Keeps the keys in a dictionary of the process.

Fails: test_duplicate_under_way_is_409_in_every_worker, test_many_at_once_are_charged_once
"""

import sqlite3
import tempfile
from collections.abc import Callable

from fastapi import FastAPI

PAYMENTS_FOLDER = tempfile.mkdtemp()


def open_payments(database: str) -> sqlite3.Connection:
    """A connection to the file that all workers of a service share."""
    path = f"{PAYMENTS_FOLDER}/{database}.db"
    return sqlite3.connect(path, timeout=5, isolation_level=None)


def create_app(charge: Callable[[str, int], str], database: str) -> FastAPI:
    from typing import Annotated

    from fastapi import Header, HTTPException
    from fastapi.responses import JSONResponse
    from pydantic import BaseModel, Field

    class Payment(BaseModel):
        card: str
        cents: int = Field(ge=1)

    known: dict[tuple[str, str], list] = {}
    app = FastAPI()

    @app.post("/payments")
    def pay(
        payment: Payment,
        x_customer: Annotated[str, Header()],
        idempotency_key: Annotated[str, Header()] = "",
    ) -> JSONResponse:
        if not idempotency_key:
            raise HTTPException(400, "key_missing")
        owner = (x_customer, idempotency_key)
        entry = [payment, None, None]
        found = known.setdefault(owner, entry)
        if found is not entry:
            if found[0] != payment:
                raise HTTPException(422, "key_reused")
            if found[1] is None:
                raise HTTPException(409, "in_progress", headers={"Retry-After": "1"})
            return JSONResponse(found[2], found[1], {"Idempotent-Replayed": "true"})
        try:
            number = charge(payment.card, payment.cents)
            entry[2], entry[1] = {"payment": number, "cents": payment.cents}, 201
        except ValueError:
            entry[2], entry[1] = {"detail": "card_refused"}, 402
        except TimeoutError:
            entry[2], entry[1] = {"detail": "outcome_unknown"}, 504
        except ConnectionError:
            del known[owner]
            raise HTTPException(503, "provider_unreachable") from None
        return JSONResponse(entry[2], entry[1])

    return app
