"""Keeps whatever runs, whether it meets the needs or not, and counts needs twice.

Fails: test_running_system_counts_only_if_it_meets_the_needs, test_repeated_needs_count_once
"""

from typing import Any


def decide(card: dict[str, Any]) -> dict[str, Any]:
    batteries = {"admin_site", "user_accounts", "orm_migrations", "html_forms"}
    covered = {
        "FastAPI": {"websockets", "many_waits", "published_schema"},
        "Flask": set(),
        "Django": batteries | {"many_waits"},
    }
    false = {
        "async_def_is_faster",
        "flask_has_no_type_hints",
        "flask_has_no_async_views",
        "django_has_dependency_injection",
        "fastapi_has_single_file_mode",
        "dependencies_guard_mounts",
    }
    needs, running = list(card["needs"]), card["running"]
    runs = bool(running)
    if runs:
        framework, because = running["framework"], "it_runs"
    elif sum(need in batteries for need in needs) >= 2:
        framework, because = "Django", "batteries"
    elif {"websockets", "many_waits"} & set(needs):
        framework, because = "FastAPI", "open_connections"
    elif "published_schema" in needs:
        framework, because = "FastAPI", "typed_contract"
    elif card["team_knows"]:
        framework, because = card["team_knows"], "team_knows_it"
    else:
        framework, because = "Flask", "small_and_plain"
    missing = [need for need in needs if need not in covered[framework]]
    return {
        "framework": framework,
        "because": because,
        "build_yourself": [] if runs else missing,
        "struck": [a for a in card["arguments"] if a in false],
    }
