"""Answers in words instead of True and False.

Fails: test_real_names_and_methods, test_real_in_and_out, test_real_dependencies_and_async, test_real_security, test_real_around_the_route
"""

verdicts = {
    "utf8_json_response": "no",
    "json_is_utf8": "yes",
    "security_argument": "no",
    "vibe_decorator": "no",
    "get_answers_head": "no",
    "optional_type_required": "yes",
    "list_is_body": "yes",
    "status_code_parameter": "no",
    "tuple_sets_status": "no",
    "response_is_filtered": "no",
    "after_yield_is_late": "yes",
    "cached_for_the_app": "no",
    "result_is_checked": "no",
    "sync_dependency_thread": "yes",
    "await_always_yields": "no",
    "scopes_are_enforced": "no",
    "bearer_is_401": "yes",
    "cors_stops_routes": "no",
    "mounts_are_guarded": "no",
    "jwt_is_readable": "yes",
    "raise_in_middleware": "no",
    "later_tasks_run": "no",
    "depends_limit": "no",
    "graphql_error_is_200": "yes",
    "client_skips_lifespan": "yes",
}
