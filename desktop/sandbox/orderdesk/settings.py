"""The connection test and a store's settings (contract 1.3, 7)."""

from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call
from desktop.sandbox.orderdesk.store import Profile, Store
from desktop.sandbox.wire import Answer, json_answer

_USUAL: Mapping[str, object] = {
    "app_version": "2.0",
    "locale_code": "en_US",
    "timezone": "",
    "store_country": "US",
    "store_email": "",
    "admin_email": "",
    "normalize_capitalization": "0",
    "normalize_phone_numbers": "0",
    "date_format": "Y-m-d H:i:s",
    "short_date_format": "Y-m-d",
    "orders_per_page": 50,
    "report_frequency": "",
    "dashboard_report_type": "daily",
    "store_url": "",
    "custom_css": "",
    "security_po_box_warn": "",
    "security_different_address_warn": "",
    "security_different_country_warn": "",
    "security_quantity_warn": 0,
    "limit_address_field_char_length": 0,
    "country_name_format": "0",
    "all_orders_name": "All Orders",
    "api_key": "",
    "all_orders_column_view": [],
    "shipping_methods": [],
    "default_checkout_data_fields": [],
    "smtp_port": "587",
    "smtp_host": "smtp.example.com",
    "smtp_username": "mailer",
    "smtp_password": "hunter2-of-the-mailer",
    "smtp_encryption": "tls",
    "smtp_headers": "",
    "auto_update_stock_count": "",
    "auto_create_inventory_items": "",
}


def get_test(store: Store, call: Call) -> Answer:
    """The server's clock in UTC."""
    return json_answer(
        {
            "status": "success",
            "message": "Connection Successful",
            "current_date_time": store.stamp(),
            "execution_time": call.time(),
        }
    )


def get_store(store: Store, call: Call) -> Answer:
    """Settings with the secrets that the live answer holds too, and the folders in their order."""
    profile = store.profile
    folders = {str(id): name for id, name in store.folders.items()}
    shown = {"id": profile.id, "name": profile.name, "settings": show_settings(profile), "folders": folders}
    return call.found(store=shown)


def show_settings(profile: Profile) -> dict[str, object]:
    """All settings of a store, in the vendor's order."""
    return {**_USUAL, "timezone": profile.zone, "api_key": profile.key, **profile.settings}
