"""The one Django app of this project."""

from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "decision"
    verbose_name = "Together or not?"

    def ready(self) -> None:
        """Register the system checks."""
        from decision import checks  # noqa: F401, PLC0415 (models must be loaded first)
