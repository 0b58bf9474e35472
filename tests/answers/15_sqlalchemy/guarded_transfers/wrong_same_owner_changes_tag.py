"""Gives a new tag for every PATCH, also where the owner stays the same.

Fails: test_refusals_change_nothing
"""

import tempfile

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class BankBase(DeclarativeBase): ...


class Account(BankBase):
    __tablename__ = "bank_accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    cents: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)


def make_bank_engine(url: str | None) -> Engine:
    """An engine on an empty table. None: a fresh SQLite file."""
    engine = create_engine(url or f"sqlite:///{tempfile.mkdtemp()}/bank.db")
    BankBase.metadata.drop_all(engine)
    BankBase.metadata.create_all(engine)
    return engine


def create_app(database_url: str | None = None, approve=None) -> FastAPI:
    from collections.abc import Iterator
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException, Response
    from pydantic import BaseModel, Field, model_validator
    from sqlalchemy import update
    from sqlalchemy.orm import Session

    class NewOwner(BaseModel):
        owner: str = Field(min_length=1, max_length=40)

    class NewAccount(NewOwner):
        cents: int = Field(ge=0)

    class AccountOut(NewAccount):
        id: int

    class Transfer(BaseModel):
        source: int
        target: int
        cents: int = Field(ge=1)

        @model_validator(mode="after")
        def between_two(self) -> "Transfer":
            if self.source == self.target:
                raise ValueError("source and target are the same")
            return self

    engine = make_bank_engine(database_url)
    app = FastAPI()

    def get_session() -> Iterator[Session]:
        with Session(engine) as session:
            yield session

    Database = Annotated[Session, Depends(get_session)]
    IfMatch = Annotated[str | None, Header()]

    def show(account: Account, response: Response) -> AccountOut:
        response.headers["ETag"] = f'"{account.version}"'
        return AccountOut(id=account.id, owner=account.owner, cents=account.cents)

    def find(session: Session, account_id: int) -> Account:
        account = session.get(Account, account_id)
        if account is None:
            raise HTTPException(404, "no such account")
        return account

    def check_version(account: Account, if_match: str | None) -> int:
        if if_match is None:
            raise HTTPException(428, "send If-Match with the tag that you have read")
        tags = {tag.strip() for tag in if_match.split(",")}
        if not tags & {"*", f'"{account.version}"'}:
            raise HTTPException(412, "the account has changed")
        return account.version

    def change(session: Session, account_id: int, seen: int, **values) -> None:
        """Change the version that was seen, or no row at all."""
        statement = (
            update(Account)
            .where(Account.id == account_id, Account.version == seen)
            .values(version=Account.version + 1, **values)
        )
        if session.execute(statement).rowcount != 1:
            raise HTTPException(412, "the account has changed")

    @app.post("/accounts", status_code=201)
    def open_account(new: NewAccount, session: Database, response: Response) -> AccountOut:
        account = Account(**new.model_dump())
        session.add(account)
        session.commit()
        return show(account, response)

    @app.get("/accounts/{account_id}")
    def read(account_id: int, session: Database, response: Response) -> AccountOut:
        return show(find(session, account_id), response)

    @app.patch("/accounts/{account_id}")
    def rename(
        account_id: int,
        new: NewOwner,
        session: Database,
        response: Response,
        if_match: IfMatch = None,
    ) -> AccountOut:
        account = find(session, account_id)
        seen = check_version(account, if_match)
        change(session, account_id, seen, owner=new.owner)
        session.commit()
        session.refresh(account)
        return show(account, response)

    @app.post("/transfers", status_code=201)
    def transfer(order: Transfer, if_match: IfMatch = None) -> Transfer:
        with Session(engine) as session:
            source = find(session, order.source)
            find(session, order.target)
            seen = check_version(source, if_match)
            balance = source.cents
        if balance < order.cents:
            raise HTTPException(409, "not enough money")
        if approve and not approve(order.source, order.target, order.cents, balance):
            raise HTTPException(403, "refused by the fraud desk")
        with Session(engine) as session, session.begin():
            change(session, order.source, seen, cents=Account.cents - order.cents)
            session.execute(
                update(Account)
                .where(Account.id == order.target)
                .values(cents=Account.cents + order.cents, version=Account.version + 1)
            )
        return order

    return app
