"""Where the files that ship beside the code are found, in a checkout and in a bundle alike."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources"
