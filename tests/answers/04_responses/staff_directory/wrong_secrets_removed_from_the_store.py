"""Deletes the secrets when rows are loaded; nothing leaks and payroll is broken.

Fails: test_single_employee_is_a_colleague_and_payroll_stays_whole
"""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class Colleague(BaseModel):
    id: int
    name: str
    desk: str | None


class Employee(Colleague):
    team: str
    leads: bool
    salary: int
    iban: str


class NewEmployee(BaseModel):
    name: str
    desk: str | None = None
    team: str
    leads: bool = False
    salary: int
    iban: str


class Team(BaseModel):
    team: str
    lead: Colleague | None
    size: int


def create_app(employees: list[dict]) -> FastAPI:
    app = FastAPI()
    staff = {row["id"]: Employee(**{**row, "salary": 0, "iban": ""}) for row in employees}

    def find(employee_id: int) -> Employee:
        if employee_id not in staff:
            raise HTTPException(404, "No such employee")
        return staff[employee_id]

    @app.get("/employees")
    def list_employees() -> list[Colleague]:
        return list(staff.values())

    @app.get("/employees/{employee_id}")
    def read_employee(employee_id: int) -> Colleague:
        return find(employee_id)

    @app.get("/employees/{employee_id}/card")
    def card(employee_id: int, response: Response) -> Colleague:
        response.headers["Cache-Control"] = "private, max-age=60"
        return find(employee_id)

    @app.get("/teams/{team}")
    def read_team(team: str) -> Team:
        members = [person for person in staff.values() if person.team == team]
        lead = next((person for person in members if person.leads), None)
        return {"team": team, "lead": lead, "size": len(members)}

    @app.post("/employees", status_code=201)
    def add_employee(new: NewEmployee, response: Response) -> Colleague:
        employee = Employee(id=max(staff, default=0) + 1, **new.model_dump())
        staff[employee.id] = employee
        response.headers["Location"] = f"/employees/{employee.id}"
        return employee

    @app.get("/payroll/{employee_id}")
    def payroll(employee_id: int) -> Employee:
        return find(employee_id)

    return app
