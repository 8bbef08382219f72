"""The platforms that the desk knows; the only place besides their own folders that names one."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from desktop.vendors.contract import Vendor

NAMES = ("orderdesk", "ordercloud", "ordermentum", "orderspace", "ordermesh")
"""Their folders, which are their ids, in the order in which they are offered."""


class Vendors(Mapping[str, Vendor]):
    """Each vendor by its id, read when it is first asked for: a desk that knows two does not start with five."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Vendor:
        """Raises KeyError for a name that is not among them."""
        if name not in self._names:
            raise KeyError(name)
        vendor: Vendor = import_module(f"{__name__}.{name}").VENDOR
        return vendor

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


VENDORS: Mapping[str, Vendor] = Vendors(NAMES)
