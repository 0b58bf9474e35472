"""Starts the notice in a thread before the commit: a taken seat is announced, too.

Fails: test_failing_notice_changes_nothing
"""

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
    import logging
    from collections.abc import Iterator
    from typing import Annotated

    from fastapi import BackgroundTasks, Depends, HTTPException
    from sqlalchemy import delete, func, select, text
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session

    engine, usage = make_box_office(database_url)
    app, log = FastAPI(), logging.getLogger("box_office")

    def get_session() -> Iterator[Session]:
        with Session(engine) as session:
            yield session

    # One object, so one limit; the connection is back before notices are sent.
    OneOfThree = Depends(get_session, scope="function", max_concurrency=3)
    Database = Annotated[Session, OneOfThree]

    def try_to_notify(what: str, seats: list[int]) -> None:
        for seat in seats:
            try:
                notify(what, seat)
            except Exception:
                log.exception("no notice for seat %s", seat)

    def find_show(session: Session, show_id: int) -> Show:
        show = session.get(Show, show_id)
        if show is None:
            raise HTTPException(404, "no such show")
        return show

    @app.get("/pool")
    async def pool():
        return usage

    @app.get("/shows/{show_id}")
    def read_show(show_id: int, session: Database):
        show = find_show(session, show_id)
        held = select(Hold.seat).where(Hold.show_id == show_id).order_by(Hold.seat)
        return {"title": show.title, "held": list(session.scalars(held))}

    @app.post("/shows/{show_id}/holds/{seat}", status_code=201)
    def hold_seat(show_id: int, seat: int, session: Database, tasks: BackgroundTasks):
        find_show(session, show_id)
        session.add(Hold(show_id=show_id, seat=seat))
        session.add(AuditLine(text=f"hold {show_id}/{seat}"))
        threading.Thread(target=try_to_notify, args=("held", [seat])).start()
        try:
            session.commit()
        except IntegrityError:
            session.rollback()
            raise HTTPException(409, "seat taken") from None
        return {"show": show_id, "seat": seat}

    @app.post("/shows/{show_id}/cancel")
    def cancel_holds(show_id: int, session: Database, tasks: BackgroundTasks):
        find_show(session, show_id)
        # One statement: a hold that arrives between two would vanish without a notice.
        gone = delete(Hold).where(Hold.show_id == show_id).returning(Hold.seat)
        seats = sorted(session.scalars(gone))
        session.add(AuditLine(text=f"cancel {show_id}"))
        session.commit()
        tasks.add_task(try_to_notify, "cancelled", seats)
        return {"cancelled": seats}

    @app.get("/audit")
    def read_audit(session: Database):
        return list(session.scalars(select(AuditLine.text).order_by(AuditLine.id)))

    @app.get("/reports/sales")
    def sales_report(session: Database):
        steps = session.scalar(text(HEAVY))
        return {"steps": steps, "holds": session.scalar(select(func.count(Hold.id)))}

    @app.get("/reports/load")
    def load_report(session: Database):
        steps = session.scalar(text(HEAVY))
        return {"steps": steps, "shows": session.scalar(select(func.count(Show.id)))}

    return app
