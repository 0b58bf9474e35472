"""Collects what each document promises as flat facts and compares the two collections."""


def place(parameter: dict) -> str:
    kind, name = parameter["in"], parameter["name"]
    return f"{kind}.{name.lower() if kind == 'header' else name}"


def breaking_changes(old: dict, new: dict) -> list[dict]:
    def resolve(document, schema):
        if "$ref" not in schema:
            return schema
        node = document
        for key in schema["$ref"].lstrip("#/").split("/"):
            node = node[key]
        return resolve(document, node)

    def facts(document, schema, where, required, table, depth=0):
        """place -> what is known of the place, down to a fixed depth"""
        schema = resolve(document, schema)
        options = [resolve(document, option) for option in schema.get("anyOf", [schema])]
        real = [option for option in options if option.get("type") != "null"]
        main = real[0] if real else {}
        types = [option.get("type", "any") for option in options]
        values = main.get("enum")
        if "const" in main:
            values = [main["const"]]
        table[where] = {"types": types, "values": values, "required": required}
        if depth == 6:
            return table
        if main.get("type") == "array":
            items = main.get("items", {})
            facts(document, items, where + "[]", True, table, depth + 1)
        for name, field in main.get("properties", {}).items():
            known = name in main.get("required", [])
            facts(document, field, f"{where}.{name}", known, table, depth + 1)
        return table

    def allowed(kind, table_types):
        if "any" in table_types or kind in table_types:
            return True
        return kind == "integer" and "number" in table_types

    def fits(inner, outer):
        if not all(allowed(kind, outer["types"]) for kind in inner["types"]):
            return False
        if outer["values"] is None or inner["types"] == ["null"]:
            return True
        return inner["values"] is not None and set(inner["values"]) <= set(outer["values"])

    def parent(where):
        return where[:-2] if where.endswith("[]") else where.rpartition(".")[0]

    def main_type(fact):
        return [kind for kind in fact["types"] if kind != "null"]

    findings = []

    def compare(name, before, after, request):
        def comparable(where):
            above = parent(where)
            return (
                above not in before
                or above not in after
                or (main_type(before[above]) == main_type(after[above]) and comparable(above))
            )

        for where in sorted(before.keys() | after.keys()):
            if not comparable(where):
                continue
            a, b = before.get(where), after.get(where)
            above = parent(where)
            reachable = above in before and above in after
            if a and b:
                inner, outer = (a, b) if request else (b, a)
                if not fits(inner, outer):
                    findings.append((name, "narrowed" if request else "widened", where))
            if request and b and b["required"] and reachable and not (a and a["required"]):
                findings.append((name, "field_required", where))
            if not request and a and reachable:
                if b is None or (a["required"] and not b["required"]):
                    findings.append((name, "field_dropped", where))

    def body(document, part, where):
        media = part.get("content", {}).get("application/json", {})
        if "schema" not in media:
            return None
        return facts(document, media["schema"], where, True, {})

    for path, operations in old["paths"].items():
        for method, before in operations.items():
            if not isinstance(before, dict) or "responses" not in before:
                continue
            name = f"{method.upper()} {path}"
            after = new["paths"].get(path, {}).get(method)
            if after is None:
                findings.append((name, "operation_removed", ""))
                continue
            earlier = {place(p): p for p in before.get("parameters", [])}
            for p in after.get("parameters", []):
                where, q = place(p), earlier.get(place(p))
                if p.get("required") and not (q and q.get("required")):
                    findings.append((name, "parameter_required", where))
                if q:
                    a = facts(old, q["schema"], where, True, {})
                    compare(name, a, facts(new, p["schema"], where, True, {}), True)
            a, b = before.get("requestBody", {}), after.get("requestBody", {})
            if b.get("required", False) and not a.get("required", False):
                findings.append((name, "field_required", "request"))
            a, b = body(old, a, "request"), body(new, b, "request")
            if a and b:
                compare(name, a, b, True)
            for status, response in before["responses"].items():
                if not status.startswith("2"):
                    continue
                if status not in after["responses"]:
                    findings.append((name, "status_removed", status))
                    continue
                a = body(old, response, status)
                b = body(new, after["responses"][status], status)
                if a and b:
                    compare(name, a, b, False)
    keys = ("operation", "kind", "where")
    return [dict(zip(keys, finding, strict=True)) for finding in dict.fromkeys(findings)]
