"""Leaves the session before it notifies, inside the route, and starts no background task."""

import tempfile
import threading

from fastapi import FastAPI
from sqlalchemy import Engine, ForeignKey, UniqueConstraint, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class BoxOfficeBase(DeclarativeBase): ...


class Show(BoxOfficeBase):
    __tablename__ = "box_shows"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Hold(BoxOfficeBase):
    __tablename__ = "box_holds"
    id: Mapped[int] = mapped_column(primary_key=True)
    show_id: Mapped[int] = mapped_column(ForeignKey("box_shows.id"))
    seat: Mapped[int]
    __table_args__ = (UniqueConstraint("show_id", "seat"),)


class AuditLine(BoxOfficeBase):
    __tablename__ = "box_audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


HEAVY = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    SELECT count(*) FROM n
"""


def make_box_office(url: str | None) -> tuple[Engine, dict[str, int]]:
    """An engine on two shows, and the use of its pool of three connections."""
    url = url or f"sqlite:///{tempfile.mkdtemp()}/box.db"
    engine = create_engine(url, pool_size=3, max_overflow=0, pool_timeout=0.005)
    BoxOfficeBase.metadata.drop_all(engine)
    BoxOfficeBase.metadata.create_all(engine)
    with engine.begin() as connection:
        titles = [{"title": "Hamlet"}, {"title": "Medea"}]
        connection.execute(Show.__table__.insert(), titles)
    usage, lock = {"in_use": 0, "peak": 0}, threading.Lock()

    @event.listens_for(engine, "checkout")
    def taken(connection, record, proxy):
        with lock:
            usage["in_use"] += 1
            usage["peak"] = max(usage["peak"], usage["in_use"])

    @event.listens_for(engine, "checkin")
    def given_back(connection, record):
        with lock:
            usage["in_use"] -= 1

    return engine, usage


def create_app(database_url: str | None = None, notify=print) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager, suppress

    from fastapi import HTTPException
    from fastapi.concurrency import run_in_threadpool
    from sqlalchemy import func, select, text
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session

    engine, usage = make_box_office(database_url)
    state = {}

    @asynccontextmanager
    async def lifespan(app):
        state["slots"] = asyncio.Semaphore(3)
        yield
        engine.dispose()

    app = FastAPI(lifespan=lifespan)

    async def in_database(work, *args):
        def run():
            with Session(engine) as session, session.begin():
                return work(session, *args)

        async with state["slots"]:
            return await run_in_threadpool(run)

    async def tell(what, seats):
        for seat in seats:
            with suppress(Exception):
                await run_in_threadpool(notify, what, seat)

    def seats_of(session, show_id):
        show = session.get(Show, show_id)
        if show is None:
            raise HTTPException(404)
        held = select(Hold).where(Hold.show_id == show_id).order_by(Hold.seat)
        return show, list(session.scalars(held))

    @app.get("/pool")
    async def pool():
        return usage

    @app.get("/shows/{show_id}")
    async def show(show_id: int):
        def work(session):
            show, held = seats_of(session, show_id)
            return {"title": show.title, "held": [hold.seat for hold in held]}

        return await in_database(work)

    @app.post("/shows/{show_id}/holds/{seat}", status_code=201)
    async def hold(show_id: int, seat: int):
        def work(session):
            seats_of(session, show_id)
            session.add(AuditLine(text=f"hold {show_id}/{seat}"))
            session.add(Hold(show_id=show_id, seat=seat))

        try:
            await in_database(work)
        except IntegrityError:
            raise HTTPException(409) from None
        await tell("held", [seat])
        return {"show": show_id, "seat": seat}

    @app.post("/shows/{show_id}/cancel")
    async def cancel(show_id: int):
        def work(session):
            _, held = seats_of(session, show_id)
            for hold in held:
                session.delete(hold)
            session.add(AuditLine(text=f"cancel {show_id}"))
            return [hold.seat for hold in held]

        seats = await in_database(work)
        await tell("cancelled", seats)
        return {"cancelled": seats}

    @app.get("/audit")
    async def audit():
        query = select(AuditLine.text).order_by(AuditLine.id)
        return await in_database(lambda session: list(session.scalars(query)))

    async def report(name, column):
        def work(session):
            count = session.scalar(select(func.count(column)))
            return {"steps": session.scalar(text(HEAVY)), name: count}

        return await in_database(work)

    @app.get("/reports/sales")
    async def sales():
        return await report("holds", Hold.id)

    @app.get("/reports/load")
    async def load():
        return await report("shows", Show.id)

    return app
