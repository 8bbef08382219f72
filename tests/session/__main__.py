"""python -m tests.session FOLDER: the scripted session; its pictures go to the folder."""

import sys
import tempfile
from pathlib import Path

from tests.session.screen import missing_tools, screen
from tests.session.story import tell_story


def main() -> int:
    """Exit code 0 when all arrived as it should."""
    if missing := missing_tools():
        sys.stderr.write(f"A session needs {', '.join(missing)}: install them first.\n")
        return 1
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="wholedesk-session-"))
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screen(pictures) as shown:
        count = tell_story(shown, Path(folder) / "data")
    sys.stdout.write(f"All arrived, each once; {count} pictures in {pictures}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
