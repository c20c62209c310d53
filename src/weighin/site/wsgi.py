"""What a WSGI server is given: `granian --interface wsgi weighin.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from weighin.site.environment import make_signing_key_once

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weighin.site.settings")
make_signing_key_once()
application = get_wsgi_application()
