"""The settings of the tests, with one more address: a view that does nothing."""

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
