"""What a team's own files say of its system: stores, what protects them, what joins them."""

from decision.inspection.found import Found, Inspection, inspected

__all__ = ["Found", "Inspection", "inspected"]
