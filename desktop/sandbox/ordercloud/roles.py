"""Which roles each operation asks for, as the vendor's document lists them: any one of them will do."""

from collections.abc import Iterator, Mapping

FULL = "FullAccess"
"""The role that satisfies every check."""

_TABLE = """
AdminAddressAdmin AdminAddressReader | GET /addresses | GET /addresses/{}
AdminAddressAdmin | POST /addresses | PUT DELETE PATCH /addresses/{}
AdminUserAdmin AdminUserReader | GET /adminusers | GET /adminusers/{}
ApiClientAdmin ApiClientReader | GET /apiclients | GET /apiclients/{}
BuyerAdmin BuyerReader | GET /buyergroups | GET /buyergroups/{} | GET /buyers | GET /buyers/{}
BuyerAdmin BuyerReader | GET /buyers/{}/sellers
BuyerAdmin | POST /buyers | PUT DELETE PATCH /buyers/{}
AddressAdmin AddressReader | GET /buyers/{}/addresses | GET /buyers/{}/addresses/assignments
AddressAdmin AddressReader | GET /buyers/{}/addresses/{}
AddressAdmin | POST /buyers/{}/addresses | POST /buyers/{}/addresses/assignments
AddressAdmin | PUT DELETE PATCH /buyers/{}/addresses/{} | DELETE /buyers/{}/addresses/{}/assignments
SpendingAccountAdmin SpendingAccountReader | GET /buyers/{}/spendingaccounts
SpendingAccountAdmin SpendingAccountReader | GET /buyers/{}/spendingaccounts/assignments
SpendingAccountAdmin SpendingAccountReader | GET /buyers/{}/spendingaccounts/{}
UserGroupAdmin UserGroupReader | GET /buyers/{}/usergroups | GET /buyers/{}/usergroups/assignments
UserGroupAdmin UserGroupReader | GET /buyers/{}/usergroups/{}
UserGroupAdmin | POST /buyers/{}/usergroups | POST /buyers/{}/usergroups/assignments
UserGroupAdmin | PUT DELETE PATCH /buyers/{}/usergroups/{} | DELETE /buyers/{}/usergroups/{}/assignments/{}
BuyerUserAdmin BuyerUserReader | GET /buyers/{}/users | GET /buyers/{}/users/{} | GET /buyerusers
BuyerUserAdmin | POST /buyers/{}/users | PUT DELETE PATCH /buyers/{}/users/{} | POST /buyers/{}/users/{}/moveto/{}
BuyerUserAdmin | DELETE /buyers/{}/users/{}/tokens | POST /buyers/{}/users/{}/unlock
CatalogAdmin CatalogReader | GET /catalogs | GET /catalogs/assignments | GET /catalogs/productassignments
CatalogAdmin CatalogReader | GET /catalogs/{}
CatalogAdmin | POST /catalogs | POST /catalogs/assignments | POST /catalogs/productassignments
CatalogAdmin | PUT DELETE PATCH /catalogs/{} | DELETE /catalogs/{}/assignments
CatalogAdmin | DELETE /catalogs/{}/productassignments/{}
CategoryAdmin CategoryReader | GET /catalogs/{}/categories | GET /catalogs/{}/categories/assignments
CategoryAdmin CategoryReader | GET /catalogs/{}/categories/productassignments | GET /catalogs/{}/categories/{}
CategoryAdmin | POST /catalogs/{}/categories | POST /catalogs/{}/categories/assignments
CategoryAdmin | POST /catalogs/{}/categories/productassignments | PUT DELETE PATCH /catalogs/{}/categories/{}
CategoryAdmin | DELETE /catalogs/{}/categories/{}/assignments
CategoryAdmin | DELETE /catalogs/{}/categories/{}/productassignments/{}
OrderAdmin OrderReader | GET /lineitems/{} | GET /orderreturns/{}/eligibleapprovers | GET /orders/{}
LocaleAdmin LocaleReader | GET /locales | GET /locales/{}
- | GET /me
MeAdmin | PUT PATCH /me | DELETE /me/tokens
MeAddressAdmin Shopper | GET /me/addresses
Shopper | GET /me/catalogs | GET /me/categories | GET /me/orders | GET /me/orders/approvable | GET /me/products
Shopper | GET /me/products/{} | GET /me/products/{}/specs | GET /me/products/{}/specs/{}
Shopper | GET /me/products/{}/variants | GET /me/products/{}/variants/{} | GET /me/sellers | GET /me/shipments
Shopper | GET /me/shipments/{} | GET /me/shipments/{}/items
PasswordReset | POST /me/password
OrderAdmin Shopper OrderReader | GET /orderreturns | GET /orderreturns/{} | GET /orderreturns/{}/approvals
OrderAdmin Shopper OrderReader | GET /orders/{}/{} | GET /orders/{}/{}/approvals | GET /orders/{}/{}/eligibleapprovers
OrderAdmin Shopper OrderReader | GET /orders/{}/{}/eligiblepromotions | GET /orders/{}/{}/lineitems
OrderAdmin Shopper OrderReader | GET /orders/{}/{}/lineitems/{} | GET /orders/{}/{}/payments
OrderAdmin Shopper OrderReader | GET /orders/{}/{}/payments/{} | GET /orders/{}/{}/promotions
OrderAdmin Shopper OrderReader | POST /orders/{}/{}/validate
OrderAdmin Shopper | POST /orderreturns | PUT DELETE PATCH /orderreturns/{} | POST /orderreturns/{}/cancel
OrderAdmin Shopper | DELETE /orderreturns/{}/items/{} | POST /orderreturns/{}/submit | POST /orders/{}
OrderAdmin Shopper | PUT DELETE PATCH /orders/{}/{} | POST /orders/{}/{}/applypromotions | POST /orders/{}/{}/approve
OrderAdmin Shopper | PUT PATCH /orders/{}/{}/billto | POST /orders/{}/{}/cancel | POST /orders/{}/{}/decline
OrderAdmin Shopper | PATCH /orders/{}/{}/fromuser | POST /orders/{}/{}/lineitems
OrderAdmin Shopper | PUT DELETE PATCH /orders/{}/{}/lineitems/{} | PUT PATCH /orders/{}/{}/lineitems/{}/shipto
OrderAdmin Shopper | POST /orders/{}/{}/payments | DELETE PATCH /orders/{}/{}/payments/{}
OrderAdmin Shopper | POST DELETE /orders/{}/{}/promotions/{} | POST /orders/{}/{}/repeat
OrderAdmin Shopper | PUT PATCH /orders/{}/{}/shipto | POST /orders/{}/{}/submit
OrderAdmin | POST /orderreturns/{}/approve | POST /orderreturns/{}/complete | POST /orderreturns/{}/decline
OrderAdmin | POST /orders/{}/{}/complete | POST /orders/{}/{}/forward | POST /orders/{}/{}/payments/{}/transactions
OrderAdmin | DELETE /orders/{}/{}/payments/{}/transactions/{} | POST /orders/{}/{}/split
IntegrationEventAdmin OrderAdmin Shopper | POST /orders/{}/{}/calculate
OrderAdmin ShipmentAdmin | POST /orders/{}/{}/ship
OrderAdmin ShipmentReader | GET /orders/{}/{}/shipments
IntegrationEventAdmin OrderAdmin Shopper OrderReader | GET /orders/{}/{}/worksheet
PriceScheduleAdmin PriceScheduleReader | GET /priceschedules | GET /priceschedules/{}
PriceScheduleAdmin | POST /priceschedules | PUT DELETE PATCH /priceschedules/{}
PriceScheduleAdmin | POST DELETE /priceschedules/{}/PriceBreaks
ProductAdmin ProductReader | GET /products | GET /products/{} | GET /products/{}/inventoryrecords
ProductAdmin ProductReader | GET /products/{}/inventoryrecords/assignments | GET /products/{}/inventoryrecords/{}
ProductAdmin ProductReader | GET /products/{}/specs | GET /products/{}/suppliers | GET /products/{}/variants
ProductAdmin ProductReader | GET /products/{}/variants/{} | GET /products/{}/variants/{}/inventoryrecords
ProductAdmin ProductReader | GET /products/{}/variants/{}/inventoryrecords/assignments
ProductAdmin ProductReader | GET /products/{}/variants/{}/inventoryrecords/{}
ProductAdmin | POST /products | PUT DELETE PATCH /products/{} | POST /products/{}/inventoryrecords
ProductAdmin | POST /products/{}/inventoryrecords/assignments | PUT DELETE PATCH /products/{}/inventoryrecords/{}
ProductAdmin | DELETE /products/{}/inventoryrecords/{}/assignments | PUT DELETE /products/{}/suppliers/{}
ProductAdmin | POST /products/{}/variants/generate | PUT PATCH /products/{}/variants/{}
ProductAdmin | POST /products/{}/variants/{}/inventoryrecords
ProductAdmin | POST /products/{}/variants/{}/inventoryrecords/assignments
ProductAdmin | PUT DELETE PATCH /products/{}/variants/{}/inventoryrecords/{}
ProductAdmin | DELETE /products/{}/variants/{}/inventoryrecords/{}/assignments
ProductAdmin ProductAssignmentAdmin ProductReader | GET /products/assignments
ProductAdmin ProductAssignmentAdmin | POST /products/assignments | DELETE /products/{}/assignments/{}
ShipmentAdmin ShipmentReader | GET /shipments | GET /shipments/{} | GET /shipments/{}/items
ShipmentAdmin ShipmentReader | GET /shipments/{}/items/{}/{}
ShipmentAdmin | POST /shipments | PUT DELETE PATCH /shipments/{} | POST /shipments/{}/items
ShipmentAdmin | DELETE /shipments/{}/items/{}/{} | PUT /shipments/{}/shipfrom | PUT /shipments/{}/shipto
SupplierAdmin SupplierReader | GET /suppliers | GET /suppliers/{} | GET /suppliers/{}/buyers
SupplierAdmin | POST /suppliers | PUT DELETE PATCH /suppliers/{} | PUT DELETE /suppliers/{}/buyers/{}
SupplierAddressAdmin SupplierAddressReader | GET /suppliers/{}/addresses | GET /suppliers/{}/addresses/{}
SupplierAddressAdmin | POST /suppliers/{}/addresses | PUT DELETE PATCH /suppliers/{}/addresses/{}
SupplierUserGroupAdmin SupplierUserGroupReader | GET /suppliers/{}/usergroups
SupplierUserGroupAdmin SupplierUserGroupReader | GET /suppliers/{}/usergroups/assignments
SupplierUserGroupAdmin SupplierUserGroupReader | GET /suppliers/{}/usergroups/{}
SupplierUserGroupAdmin | POST /suppliers/{}/usergroups | POST /suppliers/{}/usergroups/assignments
SupplierUserGroupAdmin | PUT DELETE PATCH /suppliers/{}/usergroups/{}
SupplierUserGroupAdmin | DELETE /suppliers/{}/usergroups/{}/assignments/{}
SupplierUserAdmin SupplierUserReader | GET /suppliers/{}/users | GET /suppliers/{}/users/{}
SupplierUserAdmin | POST /suppliers/{}/users | PUT DELETE PATCH /suppliers/{}/users/{}
AdminUserGroupAdmin AdminUserGroupReader | GET /usergroups | GET /usergroups/{}
WebhookAdmin WebhookReader | GET /webhooks | GET /webhooks/{}
WebhookAdmin | POST /webhooks | PUT DELETE PATCH /webhooks/{}
XpIndexAdmin | GET /xpindices
"""
"""Roles (none: any token will do), then operations: methods and path, {} for each id."""


def _rows() -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for line in _TABLE.strip().splitlines():
        named, *operations = line.split(" | ")
        roles = () if named == "-" else (FULL, *named.split())
        for operation in operations:
            *methods, path = operation.split()
            yield from (((method, path), roles) for method in methods)


ROLES: Mapping[tuple[str, str], tuple[str, ...]] = dict(_rows())
"""Method and path → the roles of which a token needs one; empty: none is needed."""
