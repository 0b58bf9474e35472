"""A class for a schema in its document, generators that yield findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def place(parameter: dict) -> str:
    kind, name = parameter["in"], parameter["name"]
    return f"{kind}.{name.lower() if kind == 'header' else name}"


@dataclass(frozen=True)
class Schema:
    document: dict
    node: dict

    @classmethod
    def of(cls, document: dict, node: dict) -> "Schema":
        while "$ref" in node:
            *_, name = node["$ref"].split("/")
            node = document["components"]["schemas"][name]
        return cls(document, node)

    def child(self, node: dict) -> "Schema":
        return Schema.of(self.document, node)

    @property
    def members(self) -> "list[Schema]":
        return [self.child(node) for node in self.node.get("anyOf", [self.node])]

    @property
    def types(self) -> set[str]:
        return {member.node.get("type", "*") for member in self.members}

    @property
    def value(self) -> "Schema":
        for member in self.members:
            if member.node.get("type") != "null":
                return member
        return Schema(self.document, {"type": "null"})

    @property
    def enum(self) -> list[Any] | None:
        node = self.value.node
        return [node["const"]] if "const" in node else node.get("enum")

    def includes(self, other: "Schema") -> bool:
        mine = self.types
        if "*" in mine:
            return True
        if "number" in mine:
            mine.add("integer")
        if other.types - mine:
            return False
        if self.enum is None or other.types == {"null"}:
            return True
        return all(value in self.enum for value in other.enum or [object()])


def _walk(old: Schema, new: Schema, request: bool, where: str, seen: set) -> Iterator[tuple]:
    wide, narrow = (new, old) if request else (old, new)
    if not wide.includes(narrow):
        yield ("narrowed" if request else "widened"), where
    old, new = old.value, new.value
    key = (id(old.node), id(new.node), where.count("."))
    if key in seen or old.node.get("type") != new.node.get("type") or where.count(".") > 8:
        return
    seen.add(key)
    if old.node.get("type") == "array":
        items = old.child(old.node.get("items", {})), new.child(new.node.get("items", {}))
        yield from _walk(*items, request, f"{where}[]", seen - {key})
    before, after = old.node.get("properties", {}), new.node.get("properties", {})
    demanded, demands = set(old.node.get("required", ())), set(new.node.get("required", ()))
    for name in sorted(before.keys() | after.keys()):
        place = f"{where}.{name}"
        if request and name in demands - demanded:
            yield "field_required", place
        if not request and name in before:
            if name not in after or name in demanded - demands:
                yield "field_dropped", place
        if name in before and name in after:
            pair = old.child(before[name]), new.child(after[name])
            yield from _walk(*pair, request, place, set(seen))


def _operation(old: dict, new: dict, a: dict, b: dict) -> Iterator[tuple]:
    known = {place(p): p for p in a.get("parameters", [])}
    for p in b.get("parameters", []):
        where = place(p)
        earlier = known.get(place(p))
        if p.get("required") and (earlier is None or not earlier.get("required")):
            yield "parameter_required", where
        if earlier is not None:
            pair = Schema.of(old, earlier["schema"]), Schema.of(new, p["schema"])
            yield from _walk(*pair, True, where, set())
    pairs = [("request", True, a.get("requestBody", {}), b.get("requestBody", {}))]
    if pairs[0][3].get("required") and not pairs[0][2].get("required"):
        yield "field_required", "request"
    for status in a.get("responses", {}):
        if status[0] == "2" and status in b.get("responses", {}):
            pairs.append((status, False, a["responses"][status], b["responses"][status]))
        elif status[0] == "2":
            yield "status_removed", status
    for where, request, before, after in pairs:
        try:
            before = before["content"]["application/json"]["schema"]
            after = after["content"]["application/json"]["schema"]
        except KeyError:
            continue
        yield from _walk(Schema.of(old, before), Schema.of(new, after), request, where, set())


def breaking_changes(old: dict, new: dict) -> list[dict]:
    result = []
    for path, item in old["paths"].items():
        for method in METHODS & item.keys():
            after = new["paths"].get(path, {}).get(method)
            if after is None:
                found = [("operation_removed", "")]
            else:
                found = list(_operation(old, new, item[method], after))
            operation = f"{method.upper()} {path}"
            result += [
                {"operation": operation, "kind": kind, "where": where} for kind, where in found
            ]
    return result
