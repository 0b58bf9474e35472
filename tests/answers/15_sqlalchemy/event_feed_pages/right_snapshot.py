"""Keeps the highest id of the first page in the cursor, and leaves out what came later."""

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
    import json
    from base64 import urlsafe_b64decode, urlsafe_b64encode
    from collections.abc import Iterator
    from typing import Annotated

    from fastapi import Depends, HTTPException, Query
    from pydantic import BaseModel, Field
    from sqlalchemy import func, select, tuple_
    from sqlalchemy.orm import Session

    class NewEvent(BaseModel):
        at: int = Field(ge=0)
        text: str

    class EventOut(NewEvent):
        id: int

    class Page(BaseModel):
        items: list[EventOut]
        next: str | None

    engine = make_feed_engine(database_url)
    app = FastAPI()

    def get_session() -> Iterator[Session]:
        with Session(engine) as session:
            yield session

    Database = Annotated[Session, Depends(get_session)]

    def encode(event: Event, top: int) -> str:
        position = json.dumps([event.at, event.id, top]).encode()
        return urlsafe_b64encode(position).decode().rstrip("=")

    def get_position(cursor: str | None = None) -> tuple[int, int, int] | None:
        if cursor is None:
            return None
        try:
            padded = cursor.encode() + b"=" * (-len(cursor) % 4)
            at, number, top = json.loads(urlsafe_b64decode(padded))
        except (ValueError, TypeError):
            raise HTTPException(422, "no cursor of this feed") from None
        if not all(type(n) is int and 0 <= n < 2**63 for n in (at, number, top)):
            raise HTTPException(422, "no cursor of this feed")
        return at, number, top

    def show(event: Event) -> EventOut:
        return EventOut(id=event.id, at=event.at, text=event.text)

    @app.post("/events", status_code=201)
    def add_event(new: NewEvent, session: Database) -> EventOut:
        event = Event(**new.model_dump())
        session.add(event)
        session.commit()
        return show(event)

    @app.delete("/events/{event_id}", status_code=204)
    def delete_event(event_id: int, session: Database) -> None:
        event = session.get(Event, event_id)
        if event is None:
            raise HTTPException(404, "no such event")
        session.delete(event)
        session.commit()

    @app.get("/events")
    def list_events(
        session: Database,
        position: Annotated[tuple[int, int, int] | None, Depends(get_position)],
        limit: Annotated[int, Query(ge=1, le=50)] = 20,
    ) -> Page:
        query = select(Event).order_by(Event.at.desc(), Event.id.desc())
        if position is None:
            top = session.scalar(select(func.max(Event.id))) or 0
        else:
            *last, top = position
            query = query.where(tuple_(Event.at, Event.id) < last)
        query = query.where(Event.id <= top)
        rows = session.scalars(query.limit(limit + 1)).all()
        following = encode(rows[limit - 1], top) if len(rows) > limit else None
        return Page(items=[show(row) for row in rows[:limit]], next=following)

    return app
