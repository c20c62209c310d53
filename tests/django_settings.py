"""The site's settings under test: those of the site itself, with a folder and a key of their own and a hash that is quick to make."""

import os
import tempfile

os.environ["WEIGHIN_DATA"] = tempfile.mkdtemp(prefix="weighin-tests-")
os.environ["WEIGHIN_SECRET_KEY"] = "a key that signs nothing but tests, forty characters"
os.environ.pop("WEIGHIN_HTTPS", None)
os.environ["WEIGHIN_HOSTS"] = "testserver,localhost,127.0.0.1"

from weighin.site.settings import *  # noqa: F403 - after the environment that they read
from weighin.site.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = (
    0  # a connection that a server's thread kept would keep the test's database from being dropped
)
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # a file: in memory, two threads could not meet as two processes of a server do
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["WEIGHIN_DATA"], "test.sqlite3")}  # noqa: PTH118
