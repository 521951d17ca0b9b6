"""How many random rulebooks the plain half is tried on.

``HYPOTHESIS_PROFILE=thorough`` tries many more, for a change of the engine.
"""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
