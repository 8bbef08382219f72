"""python -m desktop: the desk."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from desktop.app.main import main

    sys.exit(main())
