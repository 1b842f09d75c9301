"""What published standards for leaflets ask, as far as a machine can tell, and what is left for a person to judge."""

from soleprint.audit.facts import Facts, Figure, Paragraph, TypeFacts
from soleprint.audit.measure import measure
from soleprint.audit.report import Report, audit, format_report

__all__ = ["Facts", "Figure", "Paragraph", "Report", "TypeFacts", "audit", "format_report", "measure"]
