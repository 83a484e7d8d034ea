"""Findings as SARIF 2.1.0, for editors and other programs that list findings.

Enters: `Findings`, the `Report` and the draft's path. Leaves: JSON text. Offsets count characters of the report's text,
as `baocao extract --json` gives it: "charOffset": 3341. Page, box and section stand in the properties of each region.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from pipeline.check.rules import RULES
from pipeline.present.findings.entries import contrast, coverage, entries, where
from pipeline.present.findings.notes import quoted
from pipeline.present.machine import as_json
from schemas.finding import Evidence, Finding, Findings, Severity
from schemas.report import Report

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "baocao/v1"


def as_sarif(findings: Findings, report: Report, path: Path) -> str:
    """Return the findings as SARIF, the same text for the same findings."""
    found = [entry.finding for entry in entries(findings)]
    rules = _rules(found)
    index = {rule["id"]: count for count, rule in enumerate(rules)}
    artifact = _Artifact(_uri(path), report)
    seen: Counter[str] = Counter()
    results: list[Json] = []
    for finding in found:
        print_ = _fingerprint(finding)
        seen[print_] += 1
        results.append(_result(finding, index[finding.rule], artifact, f"{print_}:{seen[print_]}"))
    run: dict[str, Json] = {
        "tool": {"driver": {"name": "baocao", "language": "vi", "rules": [*rules]}},
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": {"uri": artifact.uri},
                "roles": ["analysisTarget"],
                "hashes": {"sha-256": findings.source.sha256},
            }
        ],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": warning}} for warning in report.source.warnings
                ],
            }
        ],
        "results": results,
        "properties": {
            "figures": findings.coverage.figures,
            "checked": findings.coverage.checked,
            "coverage": coverage(findings),
        },
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(found: list[Finding]) -> list[dict[str, Json]]:
    """Return every rule with its help page; one that only the findings name has no more than its id."""
    rules: list[dict[str, Json]] = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.tells or rule.id},
            "help": {"text": rule.help.strip() or rule.id},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in RULES
    ]
    known = {rule.id for rule in RULES}
    return rules + [{"id": name} for name in dict.fromkeys(finding.rule for finding in found) if name not in known]


def _uri(path: Path) -> str:
    """Return a path as a reference, relative where the path is.

    >>> _uri(Path("báo cáo.docx"))
    'b%C3%A1o%20c%C3%A1o.docx'
    """
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(finding: Finding) -> str:
    """Return what makes a finding the same one in the next draft: its rule, the words and the sections it rests on."""
    parts = [finding.rule]
    for place in finding.evidence:
        parts += [place.report or "", place.section or "", " ".join(place.text.split())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _result(finding: Finding, rule: int, artifact: _Artifact, fingerprint: str) -> Json:
    own = [place for place in finding.evidence if place.report is None]
    others = [*own[1:], *(place for place in finding.evidence if place.report is not None)]
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": " ".join(part for part in (finding.message, contrast(finding)) if part)},
        "locations": [artifact.location(own[0]) if own else artifact.whole()],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": {"expected": finding.expected, "found": finding.found},
    }
    if others:
        result["relatedLocations"] = [
            {"id": number, **artifact.location(place), "message": {"text": _told(place)}}
            for number, place in enumerate(others, 1)
        ]
    return result


def _told(place: Evidence) -> str:
    return (
        ", ".join(part for part in (quoted(place.text) if place.text else "", where(place)) if part) or "không rõ chỗ"
    )


class _Artifact:
    """The draft, as places refer to it."""

    def __init__(self, uri: str, report: Report) -> None:
        self.uri = uri
        self._text = report.text
        self._titles = {section.id: section.title for section in report.sections}

    def whole(self) -> dict[str, Json]:
        """Return the draft as a place."""
        return {"physicalLocation": {"artifactLocation": {"uri": self.uri, "index": 0}}}

    def location(self, place: Evidence) -> dict[str, Json]:
        """Return a place in the draft, or in an archived report, which is known by name only."""
        if place.report is not None:
            return {"logicalLocations": [{"name": place.report, "kind": "document"}, *self._section(place)]}
        location = self.whole()
        known: dict[str, Json] = {
            "section": place.section,
            "page": place.page,
            "bbox": None if place.bbox is None else [*place.bbox],
        }
        properties: dict[str, Json] = {name: value for name, value in known.items() if value is not None}
        if place.span is not None:
            start, end = place.span
            region: dict[str, Json] = {
                "startLine": self._text.count("\n", 0, start) + 1,
                "startColumn": start - self._text.rfind("\n", 0, start),
                "charOffset": start,
                "charLength": end - start,
                "snippet": {"text": place.text},
            }
            if properties:
                region["properties"] = properties
            location = {
                "physicalLocation": {"artifactLocation": {"uri": self.uri, "index": 0}, "region": region},
            }
        elif properties:
            location["properties"] = properties
        section = self._section(place)
        return {**location, "logicalLocations": [*section]} if section else location

    def _section(self, place: Evidence) -> list[Json]:
        if place.section is None:
            return []
        name = self._titles.get(place.section, "") if place.report is None else ""
        return [{"name": name or place.section, "fullyQualifiedName": place.section, "kind": "section"}]
