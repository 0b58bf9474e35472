"""Lists all orders where no limit was given.

Fails: test_limit_counts_orders_and_not_rows
"""

import tempfile

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import Engine, ForeignKey, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from starlette.datastructures import MutableHeaders


class OrdersBase(DeclarativeBase): ...


class Customer(OrdersBase):
    __tablename__ = "list_customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    orders: Mapped[list["Order"]] = relationship(back_populates="customer")


class Order(OrdersBase):
    __tablename__ = "list_orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("list_customers.id"))
    customer: Mapped[Customer] = relationship(back_populates="orders")
    lines: Mapped[list["Line"]] = relationship(order_by="Line.id")


class Line(OrdersBase):
    __tablename__ = "list_lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("list_orders.id"))
    product: Mapped[str]
    quantity: Mapped[int]
    cents: Mapped[int]


class NewCustomer(BaseModel):
    name: str


class LineData(BaseModel):
    product: str
    quantity: int
    cents: int


class NewOrder(BaseModel):
    customer: str
    lines: list[LineData]


class CountStatements:
    """ASGI middleware: X-Query-Count is the number of statements for the answer."""

    def __init__(self, app, engine: Engine) -> None:
        self.app, self.sent = app, 0
        event.listen(engine, "before_cursor_execute", self.count)

    def count(self, *details) -> None:
        self.sent += 1

    async def __call__(self, scope, receive, send) -> None:
        before = self.sent

        async def send_with_count(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Query-Count"] = str(self.sent - before)
            await send(message)

        await self.app(scope, receive, send_with_count)


def start(url: str | None) -> tuple[FastAPI, Engine]:
    """An app with the two writing routes, and its engine. None: a fresh SQLite file."""
    engine = create_engine(url or f"sqlite:///{tempfile.mkdtemp()}/orders.db")
    OrdersBase.metadata.drop_all(engine)
    OrdersBase.metadata.create_all(engine)
    app = FastAPI()
    app.add_middleware(CountStatements, engine=engine)

    @app.post("/customers", status_code=201)
    def add_customer(new: NewCustomer) -> dict:
        with Session(engine) as session, session.begin():
            session.add(Customer(name=new.name))
        return {"name": new.name}

    @app.post("/orders", status_code=201)
    def add_order(new: NewOrder) -> dict:
        with Session(engine) as session, session.begin():
            named = select(Customer).where(Customer.name == new.customer)
            customer = session.scalar(named) or Customer(name=new.customer)
            order = Order(customer=customer)
            order.lines = [Line(**line.model_dump()) for line in new.lines]
            session.add(order)
            session.flush()
            return {"id": order.id}

    return app, engine


def create_app(database_url: str | None = None) -> FastAPI:
    from typing import Annotated

    from fastapi import Query
    from sqlalchemy import func
    from sqlalchemy.orm import joinedload, selectinload

    app, engine = start(database_url)

    class OrderOut(BaseModel):
        id: int
        customer: str
        total_cents: int
        lines: list[LineData]

    class CustomerOut(BaseModel):
        name: str
        orders: int
        spent_cents: int

    def show(order: Order) -> OrderOut:
        lines = [
            LineData(product=line.product, quantity=line.quantity, cents=line.cents)
            for line in order.lines
        ]
        total = sum(line.quantity * line.cents for line in lines)
        name = order.customer.name
        return OrderOut(id=order.id, customer=name, total_cents=total, lines=lines)

    @app.get("/orders")
    def list_orders(
        limit: Annotated[int | None, Query(ge=1, le=100)] = None,
    ) -> list[OrderOut]:
        query = (
            select(Order)
            .options(joinedload(Order.customer), selectinload(Order.lines))
            .order_by(Order.id.desc())
            .limit(limit)
        )
        with Session(engine) as session:
            return [show(order) for order in session.scalars(query)]

    @app.get("/customers")
    def list_customers() -> list[CustomerOut]:
        spent = func.coalesce(func.sum(Line.quantity * Line.cents), 0)
        query = (
            select(Customer.name, func.count(Order.id.distinct()), spent)
            .outerjoin(Customer.orders)
            .outerjoin(Order.lines)
            .group_by(Customer.id, Customer.name)
            .order_by(Customer.name)
        )
        with Session(engine) as session:
            return [
                CustomerOut(name=name, orders=orders, spent_cents=cents)
                for name, orders, cents in session.execute(query)
            ]

    return app
