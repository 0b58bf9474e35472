"""Has one of five wrong in four groups.

Fails: test_real_names_and_methods, test_real_in_and_out, test_real_dependencies_and_async, test_real_around_the_route
"""

verdicts = {
    "utf8_json_response": False,
    "json_is_utf8": True,
    "security_argument": False,
    "vibe_decorator": True,
    "get_answers_head": False,
    "optional_type_required": False,
    "list_is_body": True,
    "status_code_parameter": False,
    "tuple_sets_status": False,
    "response_is_filtered": False,
    "after_yield_is_late": True,
    "cached_for_the_app": False,
    "result_is_checked": False,
    "sync_dependency_thread": True,
    "await_always_yields": True,
    "scopes_are_enforced": False,
    "bearer_is_401": True,
    "cors_stops_routes": False,
    "mounts_are_guarded": False,
    "jwt_is_readable": True,
    "raise_in_middleware": False,
    "later_tasks_run": False,
    "depends_limit": False,
    "graphql_error_is_200": False,
    "client_skips_lifespan": True,
}
