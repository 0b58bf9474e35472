"""Core statements in one engine.begin() block each, on a router; checks the supplier first."""

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
    from fastapi import APIRouter, HTTPException, Response
    from pydantic import BaseModel
    from sqlalchemy import delete, func, select, update
    from sqlalchemy.exc import IntegrityError

    class ProductIn(BaseModel):
        sku: str
        name: str
        supplier: str
        cost_cents: int

    class Rename(BaseModel):
        name: str

    engine = make_engine(database_url)
    router = APIRouter(prefix="/products")
    visible = (Product.id, Product.sku, Product.name, Product.supplier)

    def store(items: list[ProductIn]) -> list[dict]:
        try:
            with engine.begin() as connection:
                known = set(connection.scalars(select(Supplier.code)))
                if any(item.supplier not in known for item in items):
                    raise HTTPException(409, "supplier unknown")
                added = []
                for item in items:
                    query = insert(Product).values(**item.model_dump()).returning(*visible)
                    added.append(dict(connection.execute(query).mappings().one()))
        except IntegrityError:
            raise HTTPException(409, "sku taken") from None
        return added

    @router.post("", status_code=201)
    def post(item: ProductIn):
        return store([item])[0]

    @router.post("/batch", status_code=201)
    def post_batch(items: list[ProductIn]):
        return store(items)

    @router.get("")
    def search(name: str | None = None):
        query = select(*visible).order_by(Product.sku)
        if name:
            query = query.where(func.lower(Product.name).contains(name.lower(), autoescape=True))
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    @router.get("/{sku}")
    def get(sku: str):
        with engine.connect() as connection:
            found = (
                connection.execute(select(*visible).where(Product.sku == sku)).mappings().first()
            )
        if found is None:
            raise HTTPException(404)
        return dict(found)

    @router.patch("/{sku}")
    def patch(sku: str, change: Rename):
        query = update(Product).where(Product.sku == sku).values(name=change.name)
        with engine.begin() as connection:
            found = connection.execute(query.returning(*visible)).mappings().first()
        if found is None:
            raise HTTPException(404)
        return dict(found)

    @router.delete("/{sku}")
    def remove(sku: str):
        with engine.begin() as connection:
            gone = connection.execute(delete(Product).where(Product.sku == sku)).rowcount
        if not gone:
            raise HTTPException(404)
        return Response(status_code=204)

    app = FastAPI()
    app.include_router(router)
    return app
