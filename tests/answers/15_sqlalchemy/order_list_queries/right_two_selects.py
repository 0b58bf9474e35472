"""Two plain Core selects, put together by hand; spending in one aggregate per customer."""

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
    from collections import defaultdict

    from sqlalchemy import func

    app, engine = start(database_url)

    @app.get("/orders")
    async def orders(limit: int = 20):
        page = select(Order.id, Customer.name).join(Order.customer)
        page = page.order_by(Order.id.desc()).limit(limit)
        with engine.connect() as connection:
            found = connection.execute(page).all()
            ids = [number for number, _ in found]
            lines = defaultdict(list)
            query = select(Line).where(Line.order_id.in_(ids)).order_by(Line.id)
            for row in connection.execute(query).mappings():
                lines[row["order_id"]].append({k: row[k] for k in ("product", "quantity", "cents")})
        return [
            {
                "id": number,
                "customer": name,
                "lines": lines[number],
                "total_cents": sum(x["quantity"] * x["cents"] for x in lines[number]),
            }
            for number, name in found
        ]

    @app.get("/customers")
    async def customers():
        counts = select(Order.customer_id, func.count().label("n")).group_by(Order.customer_id)
        counts = counts.subquery()
        money = select(Order.customer_id, func.sum(Line.quantity * Line.cents).label("cents"))
        money = money.join(Order.lines).group_by(Order.customer_id).subquery()
        query = (
            select(Customer.name, counts.c.n, money.c.cents)
            .outerjoin(counts, counts.c.customer_id == Customer.id)
            .outerjoin(money, money.c.customer_id == Customer.id)
            .order_by(Customer.name)
        )
        with engine.connect() as connection:
            rows = connection.execute(query).all()
        return [{"name": name, "orders": n or 0, "spent_cents": c or 0} for name, n, c in rows]

    return app
