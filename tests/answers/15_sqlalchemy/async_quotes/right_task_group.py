"""A TaskGroup, refresh with names for the new part, models built inside the session."""

import tempfile

from fastapi import FastAPI
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class QuotesBase(DeclarativeBase): ...


class Part(QuotesBase):
    __tablename__ = "quote_parts"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    quotes: Mapped[list["Quote"]] = relationship(order_by="Quote.supplier")


class Quote(QuotesBase):
    __tablename__ = "quote_quotes"
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("quote_parts.id"))
    supplier: Mapped[str]
    cents: Mapped[int]


def async_url(url: str | None) -> str:
    """The URL as given. None: the URL of a fresh SQLite file."""
    return url or f"sqlite+aiosqlite:///{tempfile.mkdtemp()}/quotes.db"


def create_app(database_url: str | None = None, ask=None) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager

    from fastapi import HTTPException
    from pydantic import BaseModel, ConfigDict
    from sqlalchemy import select
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
    from sqlalchemy.orm import joinedload

    class Names(BaseModel):
        suppliers: list[str]

    class NewPart(BaseModel):
        sku: str

    class Price(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        supplier: str
        cents: int

    class PartView(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        id: int
        sku: str
        quotes: list[Price]

    engine = create_async_engine(async_url(database_url))

    @asynccontextmanager
    async def lifespan(app):
        async with engine.begin() as connection:
            await connection.run_sync(QuotesBase.metadata.drop_all)
            await connection.run_sync(QuotesBase.metadata.create_all)
        yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/parts", status_code=201)
    async def add(new: NewPart) -> PartView:
        async with AsyncSession(engine) as session:
            part = Part(sku=new.sku)
            session.add(part)
            await session.commit()
            await session.refresh(part, ["id", "sku", "quotes"])
            return PartView.model_validate(part)

    @app.get("/parts")
    async def every() -> list[PartView]:
        async with AsyncSession(engine) as session:
            query = select(Part).options(joinedload(Part.quotes)).order_by(Part.id)
            return [PartView.model_validate(p) for p in (await session.scalars(query)).unique()]

    @app.get("/parts/{number}")
    async def one(number: int) -> PartView:
        async with AsyncSession(engine) as session:
            part = await session.get(Part, number, options=[joinedload(Part.quotes)])
            if part is None:
                raise HTTPException(404)
            return PartView.model_validate(part)

    @app.post("/parts/{number}/quotes", status_code=201)
    async def inquire(number: int, names: Names):
        async with AsyncSession(engine) as session:
            sku = await session.scalar(select(Part.sku).where(Part.id == number))
        if sku is None:
            raise HTTPException(404)
        result = {"stored": [], "failed": []}

        async def one_supplier(name):
            try:
                cents = await asyncio.to_thread(ask, name, sku)
            except Exception:
                result["failed"].append(name)
                return
            async with AsyncSession(engine) as session, session.begin():
                session.add(Quote(part_id=number, supplier=name, cents=cents))
            result["stored"].append(name)

        async with asyncio.TaskGroup() as group:
            for name in names.suppliers:
                group.create_task(one_supplier(name))
        return {key: sorted(value) for key, value in result.items()}

    return app
