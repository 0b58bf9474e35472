"""Spells the comparison out with or and and, cursor of two hexadecimal numbers, async routes."""

import tempfile

from fastapi import FastAPI
from sqlalchemy import Engine, Index, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class FeedBase(DeclarativeBase): ...


class Event(FeedBase):
    __tablename__ = "feed_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    text: Mapped[str]
    __table_args__ = (Index("feed_events_at_id", "at", "id"),)


def make_feed_engine(url: str | None) -> Engine:
    """An engine on an empty table. None: a fresh SQLite file."""
    engine = create_engine(url or f"sqlite:///{tempfile.mkdtemp()}/feed.db")
    FeedBase.metadata.drop_all(engine)
    FeedBase.metadata.create_all(engine)
    return engine


def create_app(database_url: str | None = None) -> FastAPI:
    import re
    from contextlib import asynccontextmanager

    from fastapi import HTTPException, Query, Response
    from pydantic import BaseModel
    from sqlalchemy import and_, delete, desc, insert, or_, select

    class Incoming(BaseModel):
        at: int
        text: str

    engine = make_feed_engine(database_url)

    @asynccontextmanager
    async def lifespan(app):
        yield
        engine.dispose()

    app = FastAPI(lifespan=lifespan)

    @app.post("/events", status_code=201)
    async def post(incoming: Incoming):
        with engine.begin() as connection:
            query = insert(Event).values(at=incoming.at, text=incoming.text).returning(Event.id)
            return {"id": connection.scalar(query), **incoming.model_dump()}

    @app.delete("/events/{number}")
    async def drop(number: int):
        with engine.begin() as connection:
            if connection.execute(delete(Event).where(Event.id == number)).rowcount == 0:
                raise HTTPException(404)
        return Response(status_code=204)

    @app.get("/events")
    async def feed(limit: int = Query(20, ge=1, le=50), cursor: str | None = None):
        query = select(Event.id, Event.at, Event.text)
        if cursor is not None:
            found = re.fullmatch(r"after_([0-9a-f]{1,15})_([0-9a-f]{1,15})", cursor)
            if not found:
                raise HTTPException(422)
            at, number = (int(part, 16) for part in found.groups())
            same = and_(Event.at == at, Event.id < number)
            query = query.where(or_(Event.at < at, same))
        query = query.order_by(desc(Event.at), desc(Event.id)).limit(limit)
        with engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            following = None
            if len(rows) == limit:
                last = rows[-1]
                at, number = last["at"], last["id"]
                rest = or_(Event.at < at, and_(Event.at == at, Event.id < number))
                if connection.execute(select(Event.id).where(rest).limit(1)).first():
                    following = f"after_{at:x}_{number:x}"
        return {"items": rows, "next": following}

    return app
