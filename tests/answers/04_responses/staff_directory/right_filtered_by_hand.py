"""Keeps the direct responses and builds the public model for them."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
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
    staff = {row["id"]: Employee(**row) for row in employees}

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
    def card(employee_id: int) -> Colleague:
        headers = {"Cache-Control": "private, max-age=60"}
        shown = Colleague.model_validate(find(employee_id), from_attributes=True)
        return JSONResponse(
            Colleague(**shown.model_dump(include={"id", "name", "desk"})).model_dump(),
            headers=headers,
        )

    @app.get("/teams/{team}")
    def read_team(team: str) -> Team:
        members = [person for person in staff.values() if person.team == team]
        lead = next((person for person in members if person.leads), None)
        return {"team": team, "lead": lead, "size": len(members)}

    @app.post("/employees", status_code=201)
    def add_employee(new: NewEmployee) -> Colleague:
        employee = Employee(id=max(staff, default=0) + 1, **new.model_dump())
        staff[employee.id] = employee
        shown = {"id": employee.id, "name": employee.name, "desk": employee.desk}
        return JSONResponse(shown, 201, {"Location": f"/employees/{employee.id}"})

    @app.get("/payroll/{employee_id}")
    def payroll(employee_id: int) -> Employee:
        return find(employee_id)

    return app
