"""What the records hold: which members can be written, of what type and size, and which are the server's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

Kind = Union[str, "Shape"]
"""Of a member: "id", "text" with its longest length, "flag", "whole" and "number" with their least, "date", "xp",
"list", or a shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """written and own: kinds by name; needs: what a new record cannot be without."""

    written: Mapping[str, Kind]
    own: Mapping[str, Kind] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def kind(self, name: str) -> Kind | None:
        return self.written.get(name) or self.own.get(name)

    def blank(self, name: str) -> Any:  # noqa: ANN401 - a member's value has any type
        """What a member is where nobody has said."""
        return self.defaults.get(name, False if self.kind(name) == "flag" else None)


def _all(kind: Kind, names: str) -> dict[str, Kind]:
    """One kind for many members."""
    return dict.fromkeys(names.split(), kind)


_SHIP = _all("number", "ShipWeight ShipHeight ShipWidth ShipLength")
_DATES = "DateCreated DateSubmitted DateApproved DateDeclined DateCanceled DateCompleted"

ADDRESS = Shape(
    written={"ID": "id"}
    | _all("text 100", "CompanyName FirstName LastName Street1 Street2 City State Zip")
    | {"Country": "text 2", "Phone": "text 100", "AddressName": "text 100", "xp": "xp"},
    own={"DateCreated": "date"},
    needs=("Street1", "City", "Country"),
)
BUYER = Shape(
    written={"ID": "id", "Name": "text 100", "DefaultCatalogID": "text 100", "Active": "flag", "xp": "xp"},
    own={"DateCreated": "date"},
    needs=("Name",),
)
LOCALE = Shape(written={}, own=_all("text 100", "ID OwnerID Currency Language"))
USER = Shape(
    written={"ID": "id", "Username": "text 100", "Password": "text 100"}
    | _all("text 100", "FirstName LastName")
    | {"Email": "text 200", "Phone": "text 100", "TermsAccepted": "date", "Active": "flag", "xp": "xp"},
    own={"CompanyID": "text 100", "AvailableRoles": "list", "FailedLoginAttempts": "whole"}
    | _all(LOCALE, "Locale")
    | _all("date", "DateCreated LastActive PasswordLastSetDate"),
    needs=("Username", "FirstName", "LastName", "Email", "Active"),
    defaults={"FailedLoginAttempts": 0},
)
USER_GROUP = Shape(written={"ID": "id", "Name": "text 100", "Description": "text 2000", "xp": "xp"}, needs=("Name",))
GROUP_ASSIGNMENT = Shape(written=_all("text 100", "UserGroupID UserID"), needs=("UserGroupID", "UserID"))
ADDRESS_ASSIGNMENT = Shape(
    written=_all("text 100", "AddressID UserID UserGroupID") | _all("flag", "IsShipping IsBilling"),
    needs=("AddressID",),
)
SPENDING_ACCOUNT = Shape(
    written={"ID": "id", "Name": "text 100", "Balance": "number", "AllowAsPaymentMethod": "flag"}
    | _all("date", "StartDate EndDate")
    | {"xp": "xp", "RedemptionCode": "text 100"},
)
INVENTORY = Shape(
    written={"Enabled": "flag", "NotificationPoint": "whole", "VariantLevelTracking": "flag", "OrderCanExceed": "flag"}
    | {"QuantityAvailable": "whole"},
    own={"LastUpdated": "date"},
)
PRODUCT = Shape(
    written={"ID": "id", "Name": "text 100", "Description": "text 2000", "Active": "flag"}
    | {"DefaultPriceScheduleID": "text 100", "AutoForward": "flag", "ParentID": "text 100", "IsParent": "flag"}
    | {"QuantityMultiplier": "whole 1", **_SHIP, "ShipFromAddressID": "text 100", "Inventory": INVENTORY}
    | {"DefaultSupplierID": "text 100", "AllSuppliersCanSell": "flag", "Returnable": "flag", "xp": "xp"},
    own={"OwnerID": "text 100", "IsBundle": "flag", "SpecCount": "whole", "VariantCount": "whole"}
    | {"DateCreated": "date"},
    needs=("Name",),
    defaults={"QuantityMultiplier": 1, "SpecCount": 0, "VariantCount": 0},
)
VARIANT_INVENTORY = Shape(
    written={"QuantityAvailable": "whole", "NotificationPoint": "whole"}, own={"LastUpdated": "date"}
)
VARIANT = Shape(
    written={"ID": "id", "Name": "text 100", "Description": "text 2000", "Active": "flag", **_SHIP}
    | {"Inventory": VARIANT_INVENTORY, "xp": "xp"},
    own={"Specs": "list"},
)
RECORD = Shape(
    written={"ID": "id", "AddressID": "text 100", "OrderCanExceed": "flag", "QuantityAvailable": "whole"}
    | {"NotificationPoint": "whole", "AllowAllBuyers": "flag", "xp": "xp"},
    own={"OwnerID": "text 100", "Address": ADDRESS, "LastUpdated": "date"},
    needs=("AddressID",),
    defaults={"QuantityAvailable": 0, "AllowAllBuyers": True},
)
RECORD_ASSIGNMENT = Shape(
    written=_all("text 100", "InventoryRecordID BuyerID UserGroupID"), needs=("InventoryRecordID",)
)
PRICE_BREAK = Shape(
    written={"Quantity": "whole 0", **_all("number", "Price SalePrice SubscriptionPrice BundlePrice")},
    needs=("Quantity", "Price"),
)
SCHEDULE = Shape(
    written={"ID": "id", "Name": "text 100", "OwnerID": "text 100", **_all("flag", "ApplyTax ApplyShipping")}
    | {"MinQuantity": "whole 1", "MaxQuantity": "whole", "UseCumulativeQuantity": "flag", "RestrictedQuantity": "flag"}
    | {"PriceBreaks": "list", "Currency": "text 100", **_all("date", "SaleStart SaleEnd"), "xp": "xp"},
    own={"IsOnSale": "flag"},
    needs=("Name",),
    defaults={"MinQuantity": 1},
)
ORDER = Shape(
    written=_all("id", "ID")
    | _all("text 100", "FromCompanyID ToCompanyID FromUserID BillingAddressID ShippingAddressID")
    | {"Comments": "text 2000", **_all("number", "ShippingCost TaxCost"), "Gratuity": "number 0", "xp": "xp"},
    own=_all(USER, "FromUser")
    | _all(ADDRESS, "BillingAddress")
    | {"LineItemCount": "whole", "Status": "text"}
    | _all("date", f"{_DATES} LastUpdated")
    | _all("number", "Subtotal Fees PromotionDiscount BaseDiscount Total")
    | {"Currency": "text", "IsSubmitted": "flag", "SubscriptionID": "text"},
    defaults=dict.fromkeys(("ShippingCost", "TaxCost", "Gratuity"), 0.0),
)
LINE_PRODUCT = Shape(
    written={},
    own=_all("text", "ID Name Description DefaultSupplierID ParentID")
    | {"Returnable": "flag", "QuantityMultiplier": "whole", **_SHIP, "xp": "xp"},
)
LINE_VARIANT = Shape(written={}, own=_all("text", "ID Name Description") | {**_SHIP, "xp": "xp"})
LINE_SPEC = Shape(
    written=_all("text 2000", "SpecID OptionID Value"),
    own=_all("text", "Name PriceMarkupType PriceMarkup"),
    needs=("SpecID",),
)
LINE = Shape(
    written={"ID": "id", "ProductID": "text 100", "Quantity": "whole", "UnitPrice": "number", "DateNeeded": "date"}
    | _all("text 100", "CostCenter ShippingAccount ShippingAddressID ShipFromAddressID InventoryRecordID")
    | {"Specs": "list", "xp": "xp"},
    own={"DateAdded": "date", "QuantityShipped": "whole", "IsBundle": "flag", "BundleItemID": "text"}
    | _all("number", "PromotionDiscount BaseDiscount LineTotal LineSubtotal")
    | {"Product": LINE_PRODUCT, "Variant": LINE_VARIANT, "ShippingAddress": ADDRESS, "ShipFromAddress": ADDRESS}
    | _all("text", "SupplierID PriceScheduleID IncomingOrderID OutgoingOrderID InvitationID DiscountID")
    | _all("flag", "IsOnSale PriceOverridden"),
    needs=("ProductID",),
    defaults={"Quantity": 1},
)
LINE_OF_ALL = Shape(written={}, own={"OrderID": "text", "Order": ORDER, **LINE.written, **LINE.own})
SHIPMENT = Shape(
    written={"ID": "id", **_all("text 100", "BuyerID Shipper Account FromAddressID ToAddressID")}
    | {**_all("date", "DateShipped DateDelivered"), "TrackingNumber": "text 3000", "Cost": "number", "xp": "xp"},
    own={"OwnerID": "text", "FromAddress": ADDRESS, "ToAddress": ADDRESS},
)
SHIPMENT_ITEM = Shape(
    written={"OrderID": "text 100", "LineItemID": "text 100", "QuantityShipped": "whole"},
    own={"UnitPrice": "number", "CostCenter": "text", "DateNeeded": "date", "Specs": "list", "xp": "xp"}
    | {"Product": LINE_PRODUCT, "Variant": LINE_VARIANT},
    needs=("OrderID", "LineItemID", "QuantityShipped"),
)
PAYMENT = Shape(
    written={"ID": "id", "Type": "text", "CreditCardID": "text 100", "SpendingAccountID": "text 100"}
    | {"Description": "text 2000", "Amount": "number", "Accepted": "flag", "OrderReturnID": "text", "xp": "xp"},
    own={"DateCreated": "date", "Currency": "text", "Transactions": "list"},
)
PROMOTION = Shape(
    written={},
    own=_all("text", "ID Code Name LineItemID Description OwnerID")
    | {"Amount": "number", "DateApplied": "date", **_all("flag", "LineItemLevel CanCombine Active AutoApply")},
)
APPROVAL = Shape(
    written={},
    own=_all("text", "ApprovalRuleID ApprovingGroupID Status Comments")
    | {"AllowResubmit": "flag", "Approver": USER, **_all("date", "DateCreated DateCompleted")},
)
ORDER_RETURN = Shape(
    written={"ID": "id", "OrderID": "text 100", "Comments": "text 2000", "RefundAmount": "number", "xp": "xp"},
    own={"PaymentIDs": "list", "Status": "text", **_all("date", f"{_DATES} LastUpdated"), "ItemsToReturn": "list"},
)
XP_INDEX = Shape(written={}, own=_all("text", "ThingType Key"))
DECISION = Shape(written={"Comments": "text 2000", "AllowResubmit": "flag"})
"""What an approver sends along."""
