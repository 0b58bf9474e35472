"""Compares the names of headers with their case.

Fails: test_operations_parameters_and_statuses_are_compared
"""

import json

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
ANY = ("string", "number", "boolean", "object", "array", "null")
ALL = None


def _resolve(document, schema):
    while isinstance(schema, dict) and "$ref" in schema:
        node = document
        for key in schema["$ref"].removeprefix("#/").split("/"):
            node = node[key.replace("~1", "/").replace("~0", "~")]
        schema = node
    return schema if isinstance(schema, dict) else {}


def _members(document, schema):
    schema = _resolve(document, schema)
    if "anyOf" not in schema:
        return [schema]
    return [m for part in schema["anyOf"] for m in _members(document, part)]


def _type_of(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "integer" if float(value).is_integer() else "number"
    return {str: "string", dict: "object", list: "array"}[type(value)]


def _types(schema):
    if "type" in schema:
        kind = schema["type"]
        return [kind] if isinstance(kind, str) else list(kind)
    if "properties" in schema or "required" in schema:
        return ["object"]
    if "items" in schema:
        return ["array"]
    return list(ANY)


def _accepted(document, schema):
    """type -> ALL, or the set of values of that type."""
    accepted = {}
    for member in _members(document, schema):
        values = member.get("enum", [member["const"]] if "const" in member else None)
        if values is None:
            found = [(kind, ALL) for kind in _types(member)]
        else:
            found = [(_type_of(v), {json.dumps(v, sort_keys=True)}) for v in values]
        for kind, some in found:
            if kind == "null":
                some = {"null"}
            elif kind == "boolean" and some is ALL:
                some = {"true", "false"}
            before = accepted.get(kind, set())
            accepted[kind] = ALL if ALL in (before, some) else before | some
    return accepted


def _includes(big, small):
    for kind, values in small.items():
        if kind == "integer" and big.get("number", set()) is ALL:
            continue
        covered = big.get(kind, set())
        if covered is ALL:
            continue
        if values is ALL or not values <= covered:
            return False
    return True


def _only(document, schema, kind):
    """The schema without null, if it is of this kind alone."""
    rest = [m for m in _members(document, schema) if _types(m) != ["null"]]
    return rest[0] if len(rest) == 1 and kind in _types(rest[0]) != list(ANY) else None


class _Comparison:
    def __init__(self, old, new, operation, findings):
        self.old, self.new = old, new
        self.operation, self.findings = operation, findings
        self.open = set()

    def add(self, kind, where=""):
        self.findings.append({"operation": self.operation, "kind": kind, "where": where})

    def schema(self, old, new, where, request):
        old_values, new_values = _accepted(self.old, old), _accepted(self.new, new)
        if request and not _includes(new_values, old_values):
            self.add("narrowed", where)
        if not request and not _includes(old_values, new_values):
            self.add("widened", where)
        pair = (id(_resolve(self.old, old)), id(_resolve(self.new, new)))
        if pair in self.open:
            return
        self.open.add(pair)
        before, after = (_only(d, s, "object") for d, s in ((self.old, old), (self.new, new)))
        if before is not None and after is not None:
            self.fields(before, after, where, request)
        before, after = (_only(d, s, "array") for d, s in ((self.old, old), (self.new, new)))
        if before is not None and after is not None:
            self.schema(before.get("items", {}), after.get("items", {}), f"{where}[]", request)
        self.open.discard(pair)

    def fields(self, old, new, where, request):
        had, has = old.get("properties", {}), new.get("properties", {})
        needed, needs = set(old.get("required", [])), set(new.get("required", []))
        if request:
            for name in needs - needed:
                self.add("field_required", f"{where}.{name}")
        else:
            for name in had:
                if name not in has or (name in needed and name not in needs):
                    self.add("field_dropped", f"{where}.{name}")
        for name in had:
            if name in has:
                self.schema(had[name], has[name], f"{where}.{name}", request)

    def parameters(self, old, new):
        before, after = _parameters(old), _parameters(new)
        for where, parameter in after.items():
            known = before.get(where)
            if parameter.get("required") and not (known and known.get("required")):
                self.add("parameter_required", where)
            if known:
                self.schema(known.get("schema", {}), parameter.get("schema", {}), where, True)

    def body(self, old, new):
        before, after = old.get("requestBody", {}), new.get("requestBody", {})
        had, has = _json(before), _json(after)
        if has is None:
            return
        if after.get("required") and (had is None or not before.get("required")):
            self.add("field_required", "request")
        if had is not None:
            self.schema(had, has, "request", True)

    def responses(self, old, new):
        after = new.get("responses", {})
        for status, response in old.get("responses", {}).items():
            if not str(status).startswith("2"):
                continue
            if status not in after:
                self.add("status_removed", str(status))
                continue
            had, has = _json(response), _json(after[status])
            if had is not None and has is not None:
                self.schema(had, has, str(status), False)


def _json(holder):
    media = holder.get("content", {}).get("application/json")
    return None if media is None else media.get("schema", {})


def _parameters(operation):
    found = {}
    for parameter in operation.get("parameters", []):
        name = parameter["name"]
        found[f"{parameter['in']}.{name}"] = parameter
    return found


def breaking_changes(old: dict, new: dict) -> list[dict]:
    findings: list[dict] = []
    for path, item in old.get("paths", {}).items():
        for method in METHODS:
            if method not in item:
                continue
            compare = _Comparison(old, new, f"{method.upper()} {path}", findings)
            after = new.get("paths", {}).get(path, {}).get(method)
            if after is None:
                compare.add("operation_removed")
                continue
            compare.parameters(item[method], after)
            compare.body(item[method], after)
            compare.responses(item[method], after)
    return findings
