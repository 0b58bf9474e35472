"""Catches ValueError only: every other error of a supplier ends the request.

Fails: test_failing_supplier_loses_no_other_quote
"""

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
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager
    from typing import Annotated, Any

    from fastapi import Depends, HTTPException
    from fastapi.concurrency import run_in_threadpool
    from pydantic import BaseModel, Field
    from sqlalchemy import select
    from sqlalchemy.ext.asyncio import (
        AsyncSession,
        async_sessionmaker,
        create_async_engine,
    )
    from sqlalchemy.orm import selectinload

    class NewPart(BaseModel):
        sku: str

    class QuoteOut(BaseModel):
        supplier: str
        cents: int

    class PartOut(BaseModel):
        id: int
        sku: str
        quotes: list[QuoteOut]

    class Inquiry(BaseModel):
        suppliers: list[str] = Field(max_length=5)

    engine = create_async_engine(async_url(database_url))
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with engine.begin() as connection:
            await connection.run_sync(QuotesBase.metadata.drop_all)
            await connection.run_sync(QuotesBase.metadata.create_all)
        yield
        await engine.dispose()

    app = FastAPI(lifespan=lifespan)

    async def get_session() -> AsyncIterator[AsyncSession]:
        async with sessions() as session:
            yield session

    Database = Annotated[AsyncSession, Depends(get_session)]
    with_quotes = select(Part).options(selectinload(Part.quotes)).order_by(Part.id)

    async def find(session: AsyncSession, part_id: int) -> Part:
        part = await session.scalar(with_quotes.where(Part.id == part_id))
        if part is None:
            raise HTTPException(404, "no such part")
        return part

    async def fetch(part: Part, supplier: str) -> bool:
        try:
            cents = await run_in_threadpool(ask, supplier, part.sku)
        except ValueError:
            return False
        async with sessions() as session:
            session.add(Quote(part_id=part.id, supplier=supplier, cents=cents))
            await session.commit()
        return True

    @app.post("/parts", status_code=201, response_model=PartOut)
    async def add_part(new: NewPart, session: Database) -> Any:
        part = Part(sku=new.sku, quotes=[])
        session.add(part)
        await session.commit()
        return part

    @app.get("/parts", response_model=list[PartOut])
    async def list_parts(session: Database) -> Any:
        return (await session.scalars(with_quotes)).all()

    @app.get("/parts/{part_id}", response_model=PartOut)
    async def read_part(part_id: int, session: Database) -> Any:
        return await find(session, part_id)

    @app.post("/parts/{part_id}/quotes", status_code=201)
    async def ask_suppliers(part_id: int, inquiry: Inquiry) -> dict[str, list[str]]:
        async with sessions() as session:
            part = await find(session, part_id)
        names = sorted(inquiry.suppliers)
        done = await asyncio.gather(*[fetch(part, name) for name in names])
        return {
            "stored": [name for name, ok in zip(names, done, strict=True) if ok],
            "failed": [name for name, ok in zip(names, done, strict=True) if not ok],
        }

    return app
