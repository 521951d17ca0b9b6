"""What infrastructure files say, for programs (JSON, SARIF) and for people (text)."""

from decision.records.inspection.as_json import to_json
from decision.records.inspection.as_sarif import to_sarif
from decision.records.inspection.as_text import to_text

__all__ = ["to_json", "to_sarif", "to_text"]
