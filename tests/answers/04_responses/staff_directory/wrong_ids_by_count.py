"""Counts the employees for the next id, which overwrites one where ids have gaps.

Fails: test_new_employee_is_201_with_location
"""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class Colleague(BaseModel):
    id: int
    name: str
    desk: str | None = None


class NewEmployee(BaseModel):
    name: str
    desk: str | None = None
    team: str
    leads: bool = False
    salary: int
    iban: str


class Employee(NewEmployee):
    id: int


class Team(BaseModel):
    team: str
    lead: Colleague | None = None
    size: int


def create_app(employees: list[dict]):
    app = FastAPI()
    rows = {row["id"]: dict(row) for row in employees}

    async def find(employee_id):
        try:
            return rows[employee_id]
        except KeyError:
            raise HTTPException(404, "No such employee") from None

    @app.get("/employees", response_model=list[Colleague])
    async def list_employees():
        return [*rows.values()]

    @app.get("/employees/{employee_id}", response_model=Colleague)
    async def read_employee(employee_id: int):
        return await find(employee_id)

    @app.get("/employees/{employee_id}/card", response_model=Colleague)
    async def card(employee_id: int, response: Response):
        response.headers["cache-control"] = "private, max-age=60"
        return await find(employee_id)

    @app.get("/teams/{team}", response_model=Team)
    async def read_team(team: str):
        members = [row for row in rows.values() if row["team"] == team]
        leads = [row for row in members if row["leads"]]
        return Team(team=team, lead=leads[0] if leads else None, size=len(members))

    @app.post("/employees", response_model=Colleague, status_code=201)
    async def add_employee(new: NewEmployee, response: Response):
        number = len(rows) + 1
        rows[number] = {"id": number, **new.model_dump()}
        response.headers["location"] = f"/employees/{number}"
        return rows[number]

    @app.get("/payroll/{employee_id}", response_model=Employee)
    async def payroll(employee_id: int):
        return await find(employee_id)

    return app
