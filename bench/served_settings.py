"""The settings of production, with one more address: a view that does nothing."""

from decision.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
