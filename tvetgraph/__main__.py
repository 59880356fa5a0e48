"""Run the command line as `python -m tvetgraph`; nothing else belongs here."""

import sys

from tvetgraph.cli import main

sys.exit(main())
