"""All checks of a source, errors first by line."""

from __future__ import annotations

from corpora.vk.document import Source
from corpora.vk.figures import arithmetic_findings, table_findings, value_findings
from corpora.vk.findings import Finding
from corpora.vk.marks import forgotten, head_findings, mark_findings, outline_findings, truth_findings
from corpora.vk.world import World


def findings_of(source: Source, world: World) -> list[Finding]:
    """What is wrong (errors) or looks forgotten (hints) in a source."""
    found = [
        *head_findings(source, world),
        *mark_findings(source, world),
        *value_findings(source, world),
        *arithmetic_findings(source),
        *table_findings(source),
        *outline_findings(source),
        *truth_findings(source, world),
        *forgotten(source, world),
    ]
    return sorted(found, key=lambda finding: (finding.level, finding.line))
