"""`python -m services.cli` is `inroad`."""

import sys

from services.cli import main

sys.exit(main())
