"""Make the environment `.venv`, with every package at the version and hash that requirements/ names.

    python3 scripts/set_up.py runtime | development | lock

Needs a Python 3.11 or newer and the network, nothing else. Written so that an old Python can still say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
STAMP = os.path.join(VENV, "set-up.txt")
OLDEST = (3, 11)
LOCKS = {
    "runtime": ["--group", "build"],
    "development": ["--group", "build", "--group", "test", "--group", "check", "--group", "docs", "--group", "bench"],
}


def main(argv):
    if len(argv) != 2 or argv[1] not in ("runtime", "development", "lock"):
        sys.exit(__doc__)
    os.chdir(ROOT)
    python = python_to_use()
    if argv[1] == "lock":
        make_environment(python)
        return write_locks()
    return install(argv[1], python)


def python_to_use():
    """This Python, or a newer one on the path; else say so and stop."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            return found
    sys.exit(
        "Weigh-In needs Python %d.%d or newer; this is Python %s and no newer one was found.\n"
        "Install one, then say which:  make setup PYTHON=/path/to/python3.12"
        % (OLDEST[0], OLDEST[1], sys.version.split()[0])
    )


def install(which, python):
    wanted = digest(["pyproject.toml", "requirements/%s.txt" % which])
    done = read_stamp()
    if done.get(which) == wanted and os.path.exists(os.path.join(BIN, "weighin")):
        return
    make_environment(python)
    print("Installing the packages that requirements/%s.txt names …" % which, flush=True)
    uv = os.path.join(BIN, "uv")
    command = (
        [uv, "pip", "install", "--quiet"]
        if os.path.exists(uv)
        else [os.path.join(BIN, "python"), "-m", "pip", "install", "--quiet", "--retries", "2"]
    )
    if "uv" in os.path.basename(command[0]):
        command += ["--python", os.path.join(BIN, "python")]
    run(command + ["--require-hashes", "-r", "requirements/%s.txt" % which])
    run(command + ["--no-deps", "--no-build-isolation", "-e", "."])
    done[which] = wanted
    if which == "development":
        done["runtime"] = digest(["pyproject.toml", "requirements/runtime.txt"])
    with open(STAMP, "w") as file:
        file.writelines("%s %s\n" % pair for pair in sorted(done.items()))
    print("Ready: %s" % os.path.relpath(os.path.join(BIN, "weighin")), flush=True)


def make_environment(python):
    if not os.path.exists(os.path.join(BIN, "python")):
        print("Making the environment .venv …", flush=True)
        if subprocess.call([python, "-m", "venv", VENV]) != 0:
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit(
                "Python could not make a virtual environment. On Debian and Ubuntu:  sudo apt install python3-venv"
            )
    if not os.path.exists(os.path.join(BIN, "uv")):
        pip = [
            os.path.join(BIN, "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--retries",
            "1",
            "--timeout",
            "10",
        ]
        # uv is ten times as fast as pip; where it has no build for this machine, pip does the same work
        subprocess.call(pip + ["--require-hashes", "-r", "requirements/uv.txt"], stderr=subprocess.DEVNULL)


def write_locks():
    uv = os.path.join(BIN, "uv")
    for name, groups in LOCKS.items():
        compile_lock(uv, ["pyproject.toml"] + groups, "requirements/%s.txt" % name)
    compile_lock(uv, ["requirements/uv.in"], "requirements/uv.txt")


def compile_lock(uv, sources, target):
    run(
        [
            uv,
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-annotate",
            "--no-header",
            "--upgrade",
        ]
        + sources
        + ["-o", target]
    )
    print("wrote %s" % target)


def run(command):
    code = subprocess.call(command)
    if code != 0:
        sys.exit(
            "Setting up stopped: %s ended with %d.\n"
            "If the message above speaks of a connection: the packages come from the Python package index, which needs the network once;\n"
            "afterwards everything runs offline. Then run the same command again; nothing needs to be undone."
            % (os.path.basename(command[0]), code)
        )


def digest(paths):
    whole = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def read_stamp():
    if not os.path.exists(STAMP):
        return {}
    with open(STAMP) as file:
        return dict(line.split() for line in file if line.strip())


if __name__ == "__main__":
    main(sys.argv)
