"""The six questions as a list of rules; the first that gives a framework wins."""

from typing import Any


def decide(card: dict[str, Any]) -> dict[str, Any]:
    heavy = ("admin_site", "user_accounts", "orm_migrations", "html_forms")
    lacks = {
        "FastAPI": (*heavy, "heavy_computing"),
        "Flask": (*heavy, "websockets", "many_waits", "published_schema", "heavy_computing"),
        "Django": ("websockets", "published_schema", "heavy_computing"),
    }
    needs, running = card["needs"], card["running"] or {"meets_needs": False}
    rules = [
        (running["meets_needs"] and running["framework"], "it_runs"),
        (sum(need in needs for need in heavy) >= 2 and "Django", "batteries"),
        (("websockets" in needs or "many_waits" in needs) and "FastAPI", "open_connections"),
        ("published_schema" in needs and "FastAPI", "typed_contract"),
        (card["team_knows"], "team_knows_it"),
        ("Flask", "small_and_plain"),
    ]
    framework, because = next(rule for rule in rules if rule[0])
    build = []
    for need in needs:
        if because != "it_runs" and need in lacks[framework] and need not in build:
            build.append(need)
    struck = [
        argument
        for argument in card["arguments"]
        if argument.startswith(("async_def", "flask_has_no", "django_has_dep", "fastapi_has"))
        or argument == "dependencies_guard_mounts"
    ]
    return {
        "framework": framework,
        "because": because,
        "build_yourself": build,
        "struck": struck,
    }
