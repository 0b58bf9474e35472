"""Looks for secrets inside stages only.

Fails: test_secrets_and_users
"""

import json
import re
import shlex


def _instructions(text):
    """(line, NAME, rest) of each instruction."""
    begun, parts = 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not parts:
            begun = number
        stripped = line.rstrip()
        goes_on = stripped.endswith("\\")
        parts.append(stripped[:-1] if goes_on else stripped)
        if not goes_on:
            yield begun, *_split("".join(parts))
            parts = []
    if parts:
        yield begun, *_split("".join(parts))


def _split(text):
    name, *rest = text.split(maxsplit=1)
    return name.upper(), rest[0] if rest else ""


def _json_list(text):
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return found
    return None


def _words(text):
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _image_rules(image):
    path, at, _ = image.partition("@")
    *before, last = path.split("/")
    name, colon, tag = last.partition(":")
    if name == "uvicorn-gunicorn-fastapi" and before[-1:] == ["tiangolo"]:
        yield "old-image"
    elif name == "python" and (version := re.match(r"(\d+)(?:\.(\d+))?", tag)):
        major, minor = int(version[1]), version[2]
        if major < 3 or (major == 3 and minor is not None and int(minor) < 11):
            yield "old-image"
    if not at and tag in ("", "latest"):
        yield "unpinned"


def _copies_context(rest):
    options = []
    tail = rest.strip()
    while match := re.match(r"--\S+\s+", tail):
        options.append(match[0])
        tail = tail[match.end() :]
    words = _json_list(tail)
    if words is None:
        words = _words(tail)
    if any(option.startswith("--from=") for option in options):
        return False
    return any(source in (".", "./") for source in words[:-1])


def _sets_secret(rest):
    for pair in _words(rest):
        name, _, value = pair.partition("=")
        if value and re.search("PASSWORD|SECRET|TOKEN|KEY", name, re.IGNORECASE):
            return True
    return False


def _command_rules(rest):
    items = _json_list(rest)
    if items is None:
        yield "shell-form"
        items = _words(rest)
    words = " ".join(items).split()
    after = list(zip(words, [*words[1:], ""], strict=True))
    if "--reload" in words or ("fastapi", "dev") in after:
        yield "reload"
    counts = [following for word, following in after if word == "--workers"]
    counts += [w.partition("=")[2] for w in words if w.startswith("--workers=")]
    if any(count.isdecimal() and int(count) > 1 for count in counts):
        yield "workers"


def review(dockerfile: str) -> list[dict[str, int | str]]:
    found = set()
    names = set()
    stage_line, user, commands, copies = None, None, {}, []
    for line, name, rest in _instructions(dockerfile):
        if name == "FROM":
            stage_line, user, commands, copies = line, None, {}, []
            words = [word for word in rest.split() if not word.startswith("--")]
            image = words[0]
            if image.lower() not in names and image != "scratch":
                found |= {(line, rule) for rule in _image_rules(image)}
            if len(words) == 3 and words[1].lower() == "as":
                names.add(words[2].lower())
        elif name in ("COPY", "ADD"):
            if _copies_context(rest):
                copies.append(line)
        elif name == "RUN":
            command = " ".join(_json_list(rest) or [rest])
            if "pip install" in " ".join(command.split()):
                found |= {(copy, "cache") for copy in copies}
        elif name in ("ENV", "ARG"):
            if stage_line and _sets_secret(rest):
                found.add((line, "secret"))
        elif name in ("CMD", "ENTRYPOINT"):
            commands[name] = (line, rest)
        elif name == "USER":
            user = (line, rest)
    for line, rest in commands.values():
        found |= {(line, rule) for rule in _command_rules(rest)}
    if user is not None:
        if user[1].strip().partition(":")[0] in ("root", "0"):
            found.add((user[0], "root"))
    elif stage_line is not None:
        found.add((stage_line, "root"))
    return [{"line": line, "rule": rule} for line, rule in sorted(found)]
