"""Say what this machine lacks to build the environment, in words that help; run by `make` before anything else.

Standard library only, and Python 3.6 syntax, so that an interpreter that is too old can still say so.
"""

import os
import shutil
import sys
import sysconfig

OLDEST = (3, 10)
WITHOUT_RETE = (3, 13)


def missing():
    """Yield one sentence for each prerequisite that is not there."""
    if sys.version_info < OLDEST:
        yield (
            "Python {}.{} is too old: 3.10 or later is needed. "
            "Name another one: make PYTHON=python3.11".format(*sys.version_info)
        )
        return
    try:
        import venv  # noqa: F401  (Debian packages it apart from Python)
    except ImportError:
        yield "The venv module is missing. Debian, Ubuntu: apt-get install python3-venv"
    if sys.version_info >= WITHOUT_RETE:
        return
    compiler = os.environ.get("CC", "cc").split()[0]
    if not any(shutil.which(name) for name in (compiler, "gcc", "clang")):
        yield (
            "A C compiler is missing: durable-rules, the forward-chaining engine, is built from source. "
            "Debian, Ubuntu: apt-get install build-essential. macOS: xcode-select --install. "
            "Or use Python 3.13 or later, which does without it: make PYTHON=python3.13"
        )
    header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
    if not os.path.exists(header):
        yield (
            "The Python headers are missing ({}). Debian, Ubuntu: apt-get install python3-dev. "
            "Or use Python 3.13 or later, which does without them.".format(header)
        )


if __name__ == "__main__":
    found = list(missing())
    for sentence in found:
        sys.stderr.write("prerequisites: " + sentence + "\n")
    sys.exit(2 if found else 0)
