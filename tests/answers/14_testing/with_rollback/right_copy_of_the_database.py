"""Gives each scenario a copy of the database file."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import Body, Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
database = f"sqlite:///{Path(folder.name, 'orders.db')}"
engine = create_engine(database, connect_args={"timeout": 1})


@event.listens_for(engine, "connect")
def no_hidden_begin(connection, record) -> None:
    connection.isolation_level = None  # the driver must not begin when it likes


@event.listens_for(engine, "begin")
def begin_at_once(connection) -> None:
    connection.exec_driver_sql("BEGIN")  # so that savepoints are inside of it


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    ref: Mapped[str] = mapped_column(primary_key=True)


Base.metadata.create_all(engine)
with Session(engine) as first_session:
    first_session.add(Order(ref="SEED"))
    first_session.commit()

orders = FastAPI()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def get_tax() -> int:
    return 19


Db = Annotated[Session, Depends(get_session)]


@orders.get("/orders")
def list_orders(session: Db) -> list[str]:
    return list(session.scalars(select(Order.ref).order_by(Order.ref)))


@orders.post("/orders", status_code=201)
def create_order(
    session: Db,
    tax: Annotated[int, Depends(get_tax)],
    ref: Annotated[str, Body(embed=True)],
    dry_run: bool = False,
):
    session.add(Order(ref=ref))
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        raise HTTPException(409, "This order exists") from None
    if not dry_run:
        session.commit()
    return {"ref": ref, "tax": tax}


@orders.delete("/orders/{ref}", status_code=204)
def delete_order(session: Db, ref: str) -> None:
    order = session.get(Order, ref)
    if order is None:
        raise HTTPException(404, "No such order")
    session.delete(order)
    session.commit()


@orders.get("/backup")
def backup() -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Order.ref).order_by(Order.ref)))


orders.dependency_overrides[get_tax] = lambda: 20  # the suite's, for all tests


def with_rollback(scenario):
    overrides = orders.dependency_overrides
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
        copy = Path(own, "copy.db")
        shutil.copy(Path(folder.name, "orders.db"), copy)
        copied = create_engine(f"sqlite:///{copy}")

        def session_on_the_copy():
            with Session(copied) as session:
                yield session

        orders.dependency_overrides = {**overrides, get_session: session_on_the_copy}
        try:
            return scenario(orders)
        finally:
            orders.dependency_overrides = overrides
            copied.dispose()
