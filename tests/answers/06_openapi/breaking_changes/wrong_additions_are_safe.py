"""Believes that only removals break: new required input and new output values pass.

Fails: test_requests_may_only_accept_more, test_answers_may_only_contain_less
"""


def breaking_changes(old: dict, new: dict) -> list[dict]:
    methods = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
    findings = []
    operation_name = ""

    def report(kind, where=""):
        found = {"operation": operation_name, "kind": kind, "where": where}
        if found not in findings:
            findings.append(found)

    def resolve(document, schema):
        while "$ref" in schema:
            node = document
            for key in schema["$ref"].removeprefix("#/").split("/"):
                node = node[key]
            schema = node
        return schema

    def look(document, schema):
        """The set of types (None: any), the enum (None: any), the part beside null."""
        schema = resolve(document, schema)
        members = [resolve(document, m) for m in schema.get("anyOf", [schema])]
        types = {member.get("type") for member in members}
        main = next((m for m in members if m.get("type") != "null"), {})
        values = [main["const"]] if "const" in main else main.get("enum")
        return None if None in types else types, values, main

    def covers(wide, narrow):
        if wide[0] is None:
            return True
        integers = {"integer"} if "number" in wide[0] else set()
        if narrow[0] is None or not narrow[0] <= wide[0] | integers:
            return False
        if wide[1] is None or narrow[0] == {"null"}:
            return True
        return narrow[1] is not None and all(v in wide[1] for v in narrow[1])

    def compare(before, after, request, where, inside=()):
        a, b = look(old, before), look(new, after)
        if request and not covers(b, a):
            report("narrowed" if request else "widened", where)
        a, b = a[2], b[2]
        pair = (id(a), id(b))
        if pair in inside or a.get("type") != b.get("type"):
            return
        inside = (*inside, pair)
        if a.get("type") == "array":
            items = a.get("items", {}), b.get("items", {})
            compare(*items, request, f"{where}[]", inside)
        fields, new_fields = a.get("properties", {}), b.get("properties", {})
        required, now_required = set(a.get("required", [])), set(b.get("required", []))
        if request:
            for name in now_required - required:
                pass
        else:
            for name in fields:
                if name not in new_fields or name in required - now_required:
                    report("field_dropped", f"{where}.{name}")
        for name in fields.keys() & new_fields.keys():
            compare(fields[name], new_fields[name], request, f"{where}.{name}", inside)

    def schema_of(part):
        return part.get("content", {}).get("application/json", {}).get("schema")

    def compare_bodies(before, after, request, where):
        if schema_of(before) is not None and schema_of(after) is not None:
            compare(schema_of(before), schema_of(after), request, where)

    for path, operations in old.get("paths", {}).items():
        for method in methods:
            if method not in operations:
                continue
            operation_name = f"{method.upper()} {path}"
            before = operations[method]
            after = new.get("paths", {}).get(path, {}).get(method)
            if after is None:
                report("operation_removed")
                continue
            known = {(p["in"], p["name"].lower()): p for p in before.get("parameters", [])}
            for parameter in after.get("parameters", []):
                where = f"{parameter['in']}.{parameter['name']}"
                earlier = known.get((parameter["in"], parameter["name"].lower()), {})
                if parameter.get("required") and not earlier.get("required"):
                    report("parameter_required", where)
                if earlier:
                    schemas = earlier.get("schema", {}), parameter.get("schema", {})
                    compare(*schemas, True, where)
            body, new_body = before.get("requestBody", {}), after.get("requestBody", {})
            if new_body.get("required") and not body.get("required"):
                report("field_required", "request")
            compare_bodies(body, new_body, True, "request")
            for status, response in before.get("responses", {}).items():
                if status.startswith("2"):
                    if status not in after.get("responses", {}):
                        report("status_removed", status)
                        continue
                    compare_bodies(response, after["responses"][status], False, status)
    return findings
