"""Reads the raw form and validates nothing.

Fails: test_blank_fields_count_as_missing, test_rules_of_the_form_are_kept, test_both_encodings_and_only_forms
"""

from fastapi import FastAPI, Request


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/contact", status_code=201)
    async def contact(request: Request):
        form = await request.form()
        return {
            "name": form["name"],
            "email": form["email"],
            "phone": form.get("phone"),
            "topic": form.get("topic", "general"),
            "newsletter": "newsletter" in form,
            "interests": form.getlist("interests"),
            "address": {"street": form.get("street"), "city": form["city"]},
        }

    return app
