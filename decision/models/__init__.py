"""What is stored: assessments, their stores and answers, links, and frozen editions."""

from decision.models.answer import Answer
from decision.models.assessment import Assessment
from decision.models.edition import Edition
from decision.models.link import Link, Role
from decision.models.store import Store

__all__ = ["Answer", "Assessment", "Edition", "Link", "Role", "Store"]
