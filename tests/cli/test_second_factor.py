"""`weighin reset-second-factor`, and what the doctor says of second factors."""

import subprocess
import sys

TURN_ON = """
from weighin.site import start
start.set_up()
from weighin.site import clock
from weighin.site.accounts import factors
from weighin.site.store.models import Member
factor = factors.begin_second_factor(Member.objects.get(), now=clock.now())
factors.turn_on(factor, session="", now=clock.now())
"""


def test_a_lost_device_is_taken_away_and_the_doctor_knows_who_has_one(weighin, tmp_path, environment):
    init = weighin("init", "--name", "ada", "--outlet", "The Courant", WEIGHIN_PASSWORD="four ferries at dawn")
    assert init.returncode == 0, init.stderr

    def doctor(**more):
        said = weighin("doctor", "--no-domain", COLUMNS="250", **more).stdout
        return next(line for line in said.splitlines() if line.strip().startswith("second factors"))

    assert "worth a look" in doctor()
    assert weighin("reset-second-factor", "ada").stderr == "weighin: ada has no second factor\n"
    subprocess.run([sys.executable, "-c", TURN_ON], cwd=tmp_path, env=environment, check=True)
    assert " good " in doctor()
    assert "another signing key made those of ada" in doctor(WEIGHIN_SECRET_KEY="x" * 40)
    assert weighin("reset-second-factor", "Eve").stderr == "weighin: nobody signs in as Eve\n"
    done = weighin("reset-second-factor", "ADA")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The second factor of ada at The Courant is off; they are signed out everywhere.\n"
    assert "worth a look" in doctor()
