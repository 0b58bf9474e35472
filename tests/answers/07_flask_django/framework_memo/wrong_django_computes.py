"""Takes Django's core to cover heavy computing.

Fails: test_arguments_about_fastapi_are_judged
"""

from typing import Any


def decide(card: dict[str, Any]) -> dict[str, Any]:
    box = {
        "admin_site": ["Django"],
        "user_accounts": ["Django"],
        "orm_migrations": ["Django"],
        "html_forms": ["Django"],
        "websockets": ["FastAPI"],
        "published_schema": ["FastAPI"],
        "many_waits": ["FastAPI", "Django"],
        "heavy_computing": ["Django"],
    }
    true = [
        "def_routes_get_threads",
        "flask_async_view_holds_a_worker",
        "django_has_async_views",
        "fastapi_ships_no_orm",
    ]
    needs = sorted(set(card["needs"]), key=card["needs"].index)

    def memo(framework: str, because: str) -> dict[str, Any]:
        return {
            "framework": framework,
            "because": because,
            "build_yourself": []
            if because == "it_runs"
            else [need for need in needs if framework not in box[need]],
            "struck": [argument for argument in card["arguments"] if argument not in true],
        }

    match card["running"]:
        case {"framework": framework, "meets_needs": True}:
            return memo(framework, "it_runs")
    if sum(box[need] == ["Django"] and need != "heavy_computing" for need in needs) > 1:
        return memo("Django", "batteries")
    if "websockets" in needs or "many_waits" in needs:
        return memo("FastAPI", "open_connections")
    if "published_schema" in needs:
        return memo("FastAPI", "typed_contract")
    if card["team_knows"] is not None:
        return memo(card["team_knows"], "team_knows_it")
    return memo("Flask", "small_and_plain")
