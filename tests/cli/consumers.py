# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads reports of pinion-cli the way the programs do for which they are written.

    consumers.py sarif|junit|checkstyle|gitlab FILE

Prints what was understood, one line a result: "LEVEL PATH LINE RULE". Exits with 1 and a reason
when the file is not what its format asks for. Needs Debian's python3-junitparser and
python3-sarif-python-om.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import attr
import junitparser
import sarif_om

# Types of members in SARIF's object model, which knows the names of all members but not their types.
SARIF_TYPES = {
    "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor",
    "shortDescription": "MultiformatMessageString", "fullDescription": "MultiformatMessageString",
    "help": "MultiformatMessageString", "defaultConfiguration": "ReportingConfiguration",
    "results": "Result", "message": "Message", "locations": "Location",
    "relatedLocations": "Location", "physicalLocation": "PhysicalLocation",
    "artifactLocation": "ArtifactLocation", "region": "Region", "deletedRegion": "Region",
    "logicalLocations": "LogicalLocation", "fixes": "Fix", "description": "Message",
    "artifactChanges": "ArtifactChange", "replacements": "Replacement",
    "insertedContent": "ArtifactContent", "suppressions": "Suppression",
    "invocations": "Invocation", "toolExecutionNotifications": "Notification",
}
# Maps with keys of the producer's choice.
FREE = {"properties", "partialFingerprints"}
# The model is of a late draft, in which a suppression's status was still called its state.
SINCE_THE_DRAFT = {("Suppression", "status")}
LEVELS = {"error", "warning", "note", "none"}


class Unfit(Exception):
    pass


def expect(condition, complaint):
    if not condition:
        raise Unfit(complaint)


def check_sarif_object(value, type_name):
    fields = {f.metadata["schema_property_name"]: f for f in attr.fields(getattr(sarif_om, type_name))}
    expect(isinstance(value, dict), f"a {type_name} has to be an object")
    for name, member in value.items():
        expect(name in fields or (type_name, name) in SINCE_THE_DRAFT, f"{type_name} has no member {name}")
        if name not in FREE and name in SARIF_TYPES:
            for each in member if isinstance(member, list) else [member]:
                check_sarif_object(each, SARIF_TYPES[name])
        elif isinstance(member, dict) and name not in FREE:
            raise Unfit(f"type of {type_name}.{name} not known")
    for name, field in fields.items():
        expect(field.default is not attr.NOTHING or name in value, f"{type_name} lacks {name}")


def read_sarif(path):
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    check_sarif_object(log, "SarifLog")
    expect(log["version"] == "2.1.0", "version is not 2.1.0")
    for run in log["runs"]:
        rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        expect("results" in run, "results may be empty, not missing")
        for result in run["results"]:
            base_rule = result["ruleId"].split("/")[0]
            expect(result["ruleId"] in rules or base_rule in rules, f"no rule {result['ruleId']}")
            expect(result["level"] in LEVELS, f"no level {result['level']}")
            place = result["locations"][0]["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            expect("\\" not in uri and " " not in uri, f"no URI: {uri}")
            region = place["region"]
            expect(region["startLine"] >= 1 and region["startColumn"] >= 1, "lines count from 1")
            shown = "suppressed" if result.get("suppressions") else result["level"]
            yield shown, uri, region["startLine"], result["ruleId"]


def read_junit(path):
    suites = junitparser.JUnitXml.fromfile(path)
    cases = 0
    for suite in suites:
        for case in suite:
            cases += 1
            for outcome in case.result or [None]:
                level = type(outcome).__name__.lower() if outcome is not None else "passed"
                yield level, suite.name, 0, case.name
    expect(suites.tests == cases, f"says {suites.tests} tests, holds {cases}")


def read_checkstyle(path):
    root = ElementTree.parse(path).getroot()
    expect(root.tag == "checkstyle" and "version" in root.attrib, "no checkstyle document")
    for file in root:
        expect(file.tag == "file" and set(file.attrib) == {"name"}, "a file has a name")
        for error in file:
            expect(set(error.attrib) == {"line", "column", "severity", "message", "source"}, str(error.attrib))
            expect(error.get("severity") in {"error", "warning", "info"}, error.get("severity"))
            yield error.get("severity"), file.get("name"), int(error.get("line")), error.get("source")


def read_gitlab(path):
    with open(path, encoding="utf-8") as file:
        issues = json.load(file)
    fingerprints = [issue["fingerprint"] for issue in issues]
    expect(len(set(fingerprints)) == len(fingerprints), "fingerprints have to be unique")
    for issue in issues:
        expect(issue["severity"] in {"info", "minor", "major", "critical", "blocker"}, issue["severity"])
        expect(re.fullmatch("[0-9a-f]{32,}", issue["fingerprint"]), issue["fingerprint"])
        expect(issue["description"] and isinstance(issue["description"], str), "no description")
        lines = issue["location"]["lines"]
        expect(1 <= lines["begin"] <= lines["end"], str(lines))
        expect(not issue["location"]["path"].startswith("./"), "GitLab wants no ./ in front")
        yield issue["severity"], issue["location"]["path"], lines["begin"], issue["check_name"]


READERS = {"sarif": read_sarif, "junit": read_junit, "checkstyle": read_checkstyle, "gitlab": read_gitlab}


def main():
    _, form, path = sys.argv
    try:
        for level, file, line, rule in READERS[form](path):
            print(level, file, line, rule)
    except (Unfit, KeyError, ValueError, ElementTree.ParseError, junitparser.JUnitXmlError) as problem:
        sys.exit(f"{path} is no {form} report: {problem!r}")


main()
