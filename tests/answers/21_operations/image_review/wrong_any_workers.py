"""Finds --workers, whatever its number.

Fails: test_commands
"""


def review(dockerfile: str) -> list[dict[str, int | str]]:
    import json
    import re
    import shlex

    found: set[tuple[int, str]] = set()

    instructions: list[tuple[int, str, str]] = []
    begun, parts = 0, []
    for number, line in enumerate(dockerfile.splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        begun = begun or number
        parts.append(text.removesuffix("\\"))
        if not text.endswith("\\"):
            name, _, argument = " ".join(parts).strip().partition(" ")
            instructions.append((begun, name.upper(), argument.strip()))
            begun, parts = 0, []

    stages: list[list[tuple[int, str, str]]] = [[]]
    for instruction in instructions:
        if instruction[1] == "FROM":
            stages.append([])
        stages[-1].append(instruction)

    def check_image(line: int, argument: str, names: set[str]) -> None:
        words = [word for word in argument.split() if not word.startswith("--")]
        if words[0] not in names | {"scratch"}:
            name, _, digest = words[0].partition("@")
            path, _, last = name.rpartition("/")
            base, _, tag = last.partition(":")
            version = re.match(r"(\d+)\.(\d+)", tag)
            if base == "python" and version:
                if tuple(map(int, version.groups())) < (3, 11):
                    found.add((line, "old-image"))
            if f"{path.rpartition('/')[2]}/{base}" == "tiangolo/uvicorn-gunicorn-fastapi":
                found.add((line, "old-image"))
            if tag in ("", "latest") and not digest:
                found.add((line, "unpinned"))
        if len(words) == 3:
            names.add(words[2])

    def check_command(line: int, argument: str) -> None:
        try:
            listed = json.loads(argument)
        except ValueError:
            listed = None
        if isinstance(listed, list) and all(isinstance(word, str) for word in listed):
            argument = " ".join(listed)
        else:
            found.add((line, "shell-form"))
        words = argument.split()
        if "--reload" in words or ("fastapi", "dev") in zip(words, words[1:]):
            found.add((line, "reload"))
        workers = re.search(r"--workers[ =](\d+)", " ".join(words))
        if workers:
            found.add((line, "workers"))

    names: set[str] = set()
    for stage in stages:
        copies: list[int] = []
        for line, name, argument in stage:
            if name == "FROM":
                check_image(line, argument, names)
            elif name in ("COPY", "ADD"):
                words = argument.split()
                sources = [word for word in words if not word.startswith("--")][:-1]
                built = any(word.startswith("--from=") for word in words)
                if not built and {".", "./"} & set(sources):
                    copies.append(line)
            elif name == "RUN" and "pip install" in argument:
                found.update((copied, "cache") for copied in copies)
            elif name in ("ENV", "ARG"):
                for pair in shlex.split(argument):
                    key, _, value = pair.partition("=")
                    if value and re.search("PASSWORD|SECRET|TOKEN|KEY", key.upper()):
                        found.add((line, "secret"))

    last = {name: (line, argument) for line, name, argument in stages[-1]}
    for name in ("CMD", "ENTRYPOINT"):
        if name in last:
            check_command(*last[name])
    line, user = last.get("USER", (last["FROM"][0], "root"))
    if user.partition(":")[0] in ("root", "0"):
        found.add((line, "root"))
    return [{"line": line, "rule": rule} for line, rule in sorted(found)]
