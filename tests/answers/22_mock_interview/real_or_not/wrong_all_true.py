"""Believes everything.

Fails: test_real_names_and_methods, test_real_in_and_out, test_real_dependencies_and_async, test_real_security, test_real_around_the_route
"""

verdicts = {
    "utf8_json_response": True,
    "json_is_utf8": True,
    "security_argument": True,
    "vibe_decorator": True,
    "get_answers_head": True,
    "optional_type_required": True,
    "list_is_body": True,
    "status_code_parameter": True,
    "tuple_sets_status": True,
    "response_is_filtered": True,
    "after_yield_is_late": True,
    "cached_for_the_app": True,
    "result_is_checked": True,
    "sync_dependency_thread": True,
    "await_always_yields": True,
    "scopes_are_enforced": True,
    "bearer_is_401": True,
    "cors_stops_routes": True,
    "mounts_are_guarded": True,
    "jwt_is_readable": True,
    "raise_in_middleware": True,
    "later_tasks_run": True,
    "depends_limit": True,
    "graphql_error_is_200": True,
    "client_skips_lifespan": True,
}
