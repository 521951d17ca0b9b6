"""What a team's own files say of its system: stores, what protects them, what joins them."""

from decision.inspection.examination import Examination, examine
from decision.inspection.found import Found, Inspection, inspected

__all__ = ["Examination", "Found", "Inspection", "examine", "inspected"]
