"""A dataclass per instruction, one function per rule, regular expressions."""

import ast
import json
import re
from dataclasses import dataclass


@dataclass
class Step:
    line: int
    name: str
    rest: str

    @property
    def words(self):
        return [w for w in self.rest.split() if not w.startswith("--")]


def parse(text):
    steps, pending, start = [], "", None
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw.strip() == "" or raw.lstrip().startswith("#"):
            continue
        start = start if pending else number
        raw = raw.rstrip()
        if raw.endswith("\\"):
            pending += raw[:-1] + " "
            continue
        pieces = (pending + raw).split(None, 1)
        steps.append(Step(start, pieces[0].lower(), pieces[1].strip() if pieces[1:] else ""))
        pending = ""
    return steps


def from_rules(step, earlier):
    image = step.words[0]
    if image in earlier or image == "scratch":
        return
    pinned = "@" in image
    image = image.split("@")[0]
    match = re.fullmatch(r"(?P<name>.*?)(:(?P<tag>[^:/]+))?", image)
    name, tag = match["name"], match["tag"]
    parts = name.split("/")
    if parts[-2:] == ["tiangolo", "uvicorn-gunicorn-fastapi"]:
        yield "old-image"
    number = re.match(r"([0-9]+)[.]([0-9]+)", tag or "")
    if parts[-1] == "python" and number and (int(number[1]), int(number[2])) < (3, 11):
        yield "old-image"
    if tag in (None, "latest") and not pinned:
        yield "unpinned"


def command_rules(step):
    try:
        value = json.loads(step.rest)
    except json.JSONDecodeError:
        value = None
    if type(value) is list and not [word for word in value if type(word) is not str]:
        words = value
    else:
        words = step.rest.split()
        yield "shell-form"
    text = " ".join(words) + " "
    if "--reload " in text or re.search(r"\bfastapi dev ", text):
        yield "reload"
    if any(int(n) > 1 for n in re.findall(r"--workers[= ]([0-9]+)", text)):
        yield "workers"


def secret_rules(step):
    for name, value in re.findall(r'(\w+)=("[^"]*"|\S*)', step.rest):
        quoted = value.startswith('"')
        value = ast.literal_eval(value) if quoted else value
        if value and any(w in name.upper() for w in ("PASSWORD", "SECRET", "TOKEN", "KEY")):
            yield "secret"


def strip_quoted(step):
    return Step(step.line, step.name, re.sub(r'="[^"]+"', "=quoted", step.rest))


def review(dockerfile):
    steps = parse(dockerfile)
    findings = []
    earlier = set()
    last_from = max(i for i, step in enumerate(steps) if step.name == "from")
    for i, step in enumerate(steps):
        rules = []
        if step.name == "from":
            rules = list(from_rules(step, earlier))
            if len(step.words) > 2:
                earlier.add(step.words[2])
        if step.name in ("env", "arg"):
            rules = list(secret_rules(strip_quoted(step)))
        if step.name in ("copy", "add") and "--from=" not in step.rest:
            if any(w in (".", "./") for w in step.words[:-1]):
                for later in steps[i + 1 :]:
                    if later.name == "from":
                        break
                    if later.name == "run" and "pip install" in later.rest:
                        rules = ["cache"]
        findings += [(step.line, rule) for rule in rules]
    final = steps[last_from:]
    for name in ("cmd", "entrypoint"):
        chosen = [step for step in final if step.name == name]
        for step in chosen[-1:]:
            findings += [(step.line, rule) for rule in command_rules(step)]
    users = [step for step in final if step.name == "user"]
    if not users:
        findings.append((final[0].line, "root"))
    elif users[-1].rest.split(":")[0] in {"root", "0"}:
        findings.append((users[-1].line, "root"))
    return [dict(line=line, rule=rule) for line, rule in sorted(set(findings))]
