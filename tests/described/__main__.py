"""python -m tests.described: writes docs/vendors/<vendor>.md for every vendor, from its tables."""

from desktop.vendors import VENDORS
from tests.described.document import FOLDER, document_of, path_of


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    kept = {path_of(vendor) for vendor in VENDORS.values()}
    for path in set(FOLDER.glob("*.md")) - kept:
        path.unlink()
    for vendor in VENDORS.values():
        path_of(vendor).write_text(document_of(vendor), encoding="utf-8")


if __name__ == "__main__":
    main()
