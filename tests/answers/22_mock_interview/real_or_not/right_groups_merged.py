"""A dictionary for each group, merged."""

verdicts = {
    "utf8_json_response": False,
    "json_is_utf8": True,
    "security_argument": False,
    "vibe_decorator": False,
    "get_answers_head": False,
}
verdicts |= {
    "optional_type_required": True,
    "list_is_body": True,
    "status_code_parameter": False,
    "tuple_sets_status": False,
    "response_is_filtered": False,
}
verdicts |= {
    "after_yield_is_late": True,
    "cached_for_the_app": False,
    "result_is_checked": False,
    "sync_dependency_thread": True,
    "await_always_yields": False,
}
verdicts |= {
    "scopes_are_enforced": False,
    "bearer_is_401": True,
    "cors_stops_routes": False,
    "mounts_are_guarded": False,
    "jwt_is_readable": True,
}
verdicts |= {
    "raise_in_middleware": False,
    "later_tasks_run": False,
    "depends_limit": False,
    "graphql_error_is_200": True,
    "client_skips_lifespan": True,
}
