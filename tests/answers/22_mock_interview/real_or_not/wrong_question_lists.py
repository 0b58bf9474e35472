"""Says what lists of questions on the web say.

Fails: test_real_names_and_methods, test_real_dependencies_and_async, test_real_security, test_real_around_the_route
"""

verdicts = {
    "utf8_json_response": True,
    "json_is_utf8": True,
    "security_argument": True,
    "vibe_decorator": False,
    "get_answers_head": False,
    "optional_type_required": True,
    "list_is_body": True,
    "status_code_parameter": False,
    "tuple_sets_status": False,
    "response_is_filtered": False,
    "after_yield_is_late": True,
    "cached_for_the_app": False,
    "result_is_checked": True,
    "sync_dependency_thread": True,
    "await_always_yields": False,
    "scopes_are_enforced": True,
    "bearer_is_401": True,
    "cors_stops_routes": False,
    "mounts_are_guarded": False,
    "jwt_is_readable": True,
    "raise_in_middleware": False,
    "later_tasks_run": True,
    "depends_limit": False,
    "graphql_error_is_200": True,
    "client_skips_lifespan": True,
}
