"""Where things lie: the user's data folder and the pictures, fonts and styles that come with the program."""

import tempfile
from pathlib import Path

import platformdirs

from desktop.errors import AppError

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def data_folder(chosen: Path | None = None) -> Path:
    """The folder of the desk's files, made (for this user only) where it is missing: `chosen`, else the system's place.

    AppError when it cannot be made, or nothing can be written there.
    """
    folder = (chosen or Path(platformdirs.user_data_dir("Wholedesk", appauthor=False))).absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise AppError(
            f"The data folder {folder} cannot be made: {error.strerror}.",
            "Start Wholedesk with --data and another folder, or make a place for this one.",
        ) from error
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise AppError(
            f"Nothing can be written to the data folder {folder}: {error.strerror}.",
            "Make the folder writable and the disk not full, or start Wholedesk with --data and another folder.",
        ) from error
    return folder
