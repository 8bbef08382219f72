"""The settings of every switch while a sandbox runs; whoever reads one sees what was set last."""

from collections.abc import Iterable, Mapping

from desktop.sandbox.options import Switch, settle_switches
from desktop.sandbox.stand_in import StandIn, Unknown


class Settings:
    """Switches by vendor; a vendor's mapping is one and the same for as long as the sandbox runs."""

    def __init__(self, vendors: Iterable[StandIn], profile: tuple[str, ...]) -> None:
        self._switches: dict[str, dict[str, Switch]] = {}
        self._chosen: dict[str, dict[str, str]] = {}
        for vendor in vendors:
            self._switches[vendor.id] = {switch.name: switch for switch in vendor.switches}
            self._chosen[vendor.id] = settle_switches(vendor.switches, vendor.sets, profile)

    def of(self, vendor: str) -> Mapping[str, str]:
        """Raises Unknown."""
        if vendor not in self._chosen:
            raise Unknown(f"there is no vendor {vendor!r}")
        return self._chosen[vendor]

    def change(self, vendor: str, name: str, setting: str) -> None:
        """What is read only when a world is made stays as it was. Raises Unknown, and ValueError for no setting."""
        switch = self._switches[vendor].get(name) if self.of(vendor) else None
        if switch is None:
            raise Unknown(f"there is no switch {name!r} of vendor {vendor!r}")
        switch.check(setting)
        self._chosen[vendor][name] = setting
