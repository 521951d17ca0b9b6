"""What a web server starts."""

import os

from django.core.wsgi import get_wsgi_application

from decision.web.encodings import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decision.settings")

application = utf8_only(get_wsgi_application())
