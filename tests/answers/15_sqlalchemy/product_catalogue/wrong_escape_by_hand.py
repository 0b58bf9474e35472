"""Escapes % and _ by hand, and forgets the character that escapes.

Fails: test_search_takes_every_character_as_text
"""

import tempfile

from fastapi import FastAPI
from sqlalchemy import Engine, ForeignKey, create_engine, event, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class CatalogueBase(DeclarativeBase): ...


class Supplier(CatalogueBase):
    __tablename__ = "catalogue_suppliers"
    code: Mapped[str] = mapped_column(primary_key=True)


class Product(CatalogueBase):
    __tablename__ = "catalogue_products"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    cost_cents: Mapped[int]
    supplier: Mapped[str] = mapped_column(
        ForeignKey("catalogue_suppliers.code", deferrable=True, initially="DEFERRED")
    )


def make_engine(url: str | None) -> Engine:
    """An engine on empty tables and two suppliers. None: a fresh SQLite file."""
    engine = create_engine(url or f"sqlite:///{tempfile.mkdtemp()}/catalogue.db")
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def check_foreign_keys(connection, record):
            connection.execute("PRAGMA foreign_keys = ON")

    CatalogueBase.metadata.drop_all(engine)
    CatalogueBase.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Supplier), [{"code": "ACME"}, {"code": "GLOBEX"}])
    return engine


def create_app(database_url: str | None = None) -> FastAPI:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import asynccontextmanager
    from typing import Annotated, Any

    from fastapi import Depends, HTTPException
    from pydantic import BaseModel
    from sqlalchemy import select
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session

    class NewProduct(BaseModel):
        sku: str
        name: str
        supplier: str
        cost_cents: int

    class NewName(BaseModel):
        name: str

    class ProductOut(BaseModel):
        id: int
        sku: str
        name: str
        supplier: str

    engine = make_engine(database_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        engine.dispose()

    app = FastAPI(lifespan=lifespan)

    def get_session() -> Iterator[Session]:
        with Session(engine) as session:
            yield session

    Database = Annotated[Session, Depends(get_session)]

    def commit(session: Session) -> None:
        try:
            session.commit()
        except IntegrityError:
            session.rollback()
            raise HTTPException(409, "sku taken or supplier unknown") from None

    def get_product(sku: str, session: Database) -> Product:
        product = session.scalar(select(Product).where(Product.sku == sku))
        if product is None:
            raise HTTPException(404, "no such product")
        return product

    Found = Annotated[Product, Depends(get_product)]

    @app.post("/products", status_code=201, response_model=ProductOut)
    def add_product(new: NewProduct, session: Database) -> Any:
        product = Product(**new.model_dump())
        session.add(product)
        commit(session)
        return product

    @app.post("/products/batch", status_code=201, response_model=list[ProductOut])
    def add_batch(batch: list[NewProduct], session: Database) -> Any:
        products = [Product(**new.model_dump()) for new in batch]
        session.add_all(products)
        commit(session)
        return products

    @app.get("/products", response_model=list[ProductOut])
    def list_products(session: Database, name: str = "") -> Any:
        pattern = name.replace("%", r"\%").replace("_", r"\_")
        wanted = Product.name.ilike(f"%{pattern}%", escape="\\")
        query = select(Product).where(wanted).order_by(Product.sku)
        return session.scalars(query).all()

    @app.get("/products/{sku}", response_model=ProductOut)
    def read_product(product: Found) -> Any:
        return product

    @app.patch("/products/{sku}", response_model=ProductOut)
    def rename_product(change: NewName, product: Found, session: Database) -> Any:
        product.name = change.name
        commit(session)
        return product

    @app.delete("/products/{sku}", status_code=204)
    def delete_product(product: Found, session: Database) -> None:
        session.delete(product)
        commit(session)

    return app
