"""The one Django app of this project."""

from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "decision"
    verbose_name = "Together or not?"
