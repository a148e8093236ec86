"""`python -m incentive_engine` is `incentive`."""

import sys

from incentive_engine.cli import main

if __name__ == "__main__":
    sys.exit(main())
