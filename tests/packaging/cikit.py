# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints as a shell script what a pipeline would run of packaging/ci.

    cikit.py github FILE NAME=VALUE…   the step "Check" of an action, with these inputs
    cikit.py gitlab FILE NAME=VALUE…   the job's script, with these variables

Parses YAML as the forges do. Exits with 1 when an input is unknown or an artifact is not written.
"""
import os
import shlex
import sys

import yaml


def github(action, values, folder):
    inputs = {name: spec["default"] for name, spec in action["inputs"].items()}
    unknown = set(values) - set(inputs)
    assert not unknown, f"no such input: {unknown}"
    inputs.update(values)
    assert action["runs"]["using"] == "composite"
    install = next(step for step in action["runs"]["steps"] if step["name"] == "Install pinion-cli")
    script = shlex.split(install["run"])[1].replace("$GITHUB_ACTION_PATH", folder)
    assert os.path.exists(script), f"no script {script}"
    step = next(step for step in action["runs"]["steps"] if step["name"] == "Check")
    assert step["shell"] == "bash"
    for name, expression in step["env"].items():
        key = expression.removeprefix("${{ inputs.").removesuffix(" }}")
        yield f"export {name}={shlex.quote(inputs[key])}"
    yield step["run"]


def gitlab(file, values, _folder):
    job = file["pinion"]
    variables = dict(job["variables"])
    unknown = set(values) - set(variables)
    assert not unknown, f"no such variable: {unknown}"
    variables.update(values)
    for name, value in variables.items():
        yield f"export {name}={shlex.quote(value)}"
    yield from job["script"]
    for report in job["artifacts"]["reports"].values():
        yield f"test -s {shlex.quote(report)} || echo missing {shlex.quote(report)}"


def main():
    _, forge, path, *assignments = sys.argv
    with open(path, encoding="utf-8") as file:
        content = yaml.safe_load(file)
    values = dict(assignment.split("=", 1) for assignment in assignments)
    for line in {"github": github, "gitlab": gitlab}[forge](content, values, os.path.dirname(path)):
        print(line)


main()
