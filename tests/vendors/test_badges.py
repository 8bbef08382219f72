"""The badge of each platform is the one that was designed for it: no two may be taken for each other."""

import pytest

from desktop.forms import Badge
from desktop.vendors import VENDORS
from desktop.vendors.contract import Vendor

DESIGNED = {
    "Order Desk": Badge(shape="folder", letter="D", light=("#E3E8C6", "#48530F"), dark=("#343A1B", "#CDD88F")),
    "OrderCloud": Badge(shape="diamond", letter="C", light=("#F6DCCF", "#7E3B18"), dark=("#482C1D", "#F2BA9D")),
    "Ordermentum": Badge(shape="circle", letter="M", light=("#CDE8E8", "#0E5357"), dark=("#143D40", "#93D8DA")),
    "Orderspace": Badge(shape="square", letter="S", light=("#DCE2EC", "#36455E"), dark=("#2C3544", "#B9C7DE")),
    "OrderMesh": Badge(shape="hexagon", letter="#", light=("#E7DDF2", "#56377C"), dark=("#382A4B", "#D0B8EE")),
}


@pytest.mark.parametrize(
    "vendor", [each for each in VENDORS.values() if each.label in DESIGNED], ids=lambda each: each.id
)
def test_a_platform_has_the_badge_that_was_designed_for_it(vendor: Vendor) -> None:
    assert vendor.badge == DESIGNED[vendor.label]


@pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda each: each.id)
def test_a_badge_is_taken_for_no_other(vendor: Vendor) -> None:
    others = [each for label, each in DESIGNED.items() if label != vendor.label]
    assert vendor.badge.letter not in {each.letter for each in others}
    for each in others:
        assert vendor.badge.light != each.light
        assert vendor.badge.dark != each.dark
