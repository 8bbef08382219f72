"""Customers: buyers with their users, addresses and groups, their walks and edits put together."""

from dataclasses import replace

from desktop.vendors.contract import Sweep
from desktop.vendors.ordercloud import customer_walks as walks
from desktop.vendors.ordercloud.customer_edits import TABLE, write
from desktop.vendors.ordercloud.customer_lists import read
from desktop.vendors.ordercloud.customer_records import search, view
from desktop.vendors.ordercloud.login import lacks

CUSTOMERS = replace(
    TABLE,
    search=search,
    history=(walks.BUYERS, walks.USERS, walks.under("under buyers")),
    news=(walks.NEW_BUYERS, walks.NEW_USERS),
    sweeps=(Sweep(walks=(walks.under("buyers anew"),)),),
    read=read,
    view=view,
    write=write,
    refused=lambda context: lacks(context, "BuyerReader", "BuyerAdmin"),
)
