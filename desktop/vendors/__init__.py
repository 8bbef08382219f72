"""The platforms that the desk knows; the only place besides their own folders that names one."""

from collections.abc import Mapping

from desktop.vendors.contract import Vendor
from desktop.vendors.ordercloud import VENDOR as ORDERCLOUD
from desktop.vendors.orderdesk import VENDOR as ORDERDESK
from desktop.vendors.ordermentum import VENDOR as ORDERMENTUM
from desktop.vendors.ordermesh import VENDOR as ORDERMESH
from desktop.vendors.orderspace import VENDOR as ORDERSPACE

VENDORS: Mapping[str, Vendor] = {
    vendor.id: vendor for vendor in (ORDERDESK, ORDERCLOUD, ORDERMENTUM, ORDERSPACE, ORDERMESH)
}
