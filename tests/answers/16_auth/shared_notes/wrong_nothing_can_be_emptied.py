"""Takes an empty value in a PATCH for one that was not sent.

Fails: test_reader_reads_and_no_more
"""

import jwt
from fastapi import FastAPI


def read_token(token: str, settings: dict) -> dict:
    """The claims of a good token. Any other raises jwt.InvalidTokenError."""
    return jwt.decode(
        token,
        settings["secret"],
        algorithms=["HS256"],
        audience=settings["audience"],
        issuer=settings["issuer"],
        options={"require": ["exp", "sub"]},
    )


def create_app(settings: dict) -> FastAPI:
    from dataclasses import dataclass
    from itertools import count
    from typing import Annotated

    from fastapi import Depends, HTTPException
    from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
    from pydantic import BaseModel, Field

    Title = Annotated[str, Field(min_length=1, max_length=80)]
    Text = Annotated[str, Field(max_length=2000)]

    class NewDocument(BaseModel):
        title: Title
        text: Text
        readers: list[str] = []

    class Change(BaseModel):
        title: Title = ""
        text: Text = ""
        readers: list[str] = []

    class Document(NewDocument):
        id: int
        owner: str

    class Page(BaseModel):
        total: int
        items: list[Document]

    @dataclass(frozen=True)
    class Caller:
        id: str
        admin: bool

        def may_read(self, document: Document) -> bool:
            mine = self.id == document.owner or self.id in document.readers
            return mine or self.admin

    documents: dict[int, Document] = {}
    ids = count(1)

    def get_caller(
        sent: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
    ) -> Caller:
        try:
            claims = read_token(sent.credentials, settings)
        except jwt.InvalidTokenError:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise HTTPException(401, "Bad token", headers=challenge) from None
        return Caller(claims["sub"], claims.get("admin") is True)

    Me = Annotated[Caller, Depends(get_caller)]

    def find(document_id: int, caller: Me) -> Document:
        document = documents.get(document_id)
        if document is None or not caller.may_read(document):
            raise HTTPException(404)
        return document

    Found = Annotated[Document, Depends(find)]
    app = FastAPI()

    @app.post("/documents", status_code=201)
    def create_document(new: NewDocument, caller: Me) -> Document:
        document = Document(id=next(ids), owner=caller.id, **new.model_dump())
        documents[document.id] = document
        return document

    @app.get("/documents")
    def list_documents(caller: Me, q: str = "") -> Page:
        mine = [d for d in documents.values() if caller.may_read(d) and q in d.title]
        return Page(total=len(mine), items=mine)

    @app.get("/documents/{document_id}")
    def read_document(document: Found) -> Document:
        return document

    @app.patch("/documents/{document_id}")
    def change_document(document: Found, change: Change, caller: Me) -> Document:
        if caller.id != document.owner:
            raise HTTPException(403, "Only the owner changes a document")
        update = change.model_dump(exclude_defaults=True)
        documents[document.id] = document.model_copy(update=update)
        return documents[document.id]

    @app.delete("/documents/{document_id}", status_code=204)
    def delete_document(document: Found, caller: Me) -> None:
        if caller.id != document.owner and not caller.admin:
            raise HTTPException(403, "Only owner and administrators delete a document")
        del documents[document.id]

    return app
