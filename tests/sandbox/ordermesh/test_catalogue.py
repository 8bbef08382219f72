"""Catalogues: listed, read, edited, with their success in part (contract 5.4, 6.7, 6.8, 7)."""

from typing import Any

import pytest

from desktop.sandbox.ordermesh.first_stock import FROM_THE_DOCUMENTS
from desktop.sandbox.ordermesh.goods import make_goods
from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, opened, wrong

EFFECTIVE = "/catalog/v1/merchantCatalog/effective/variants/list"
CATALOGUE = "/catalog/v1/merchantCatalog"
ID = HARBOR_PRINT.catalogue
UNKNOWN = "One or more SKUs do not exist in the catalog and were excluded"


async def effective(mesh: Mesh) -> dict[str, Json]:
    rows = (await mesh.harbor.get(EFFECTIVE)).json()["variants"]
    return {row["sku"]: row for row in rows}


async def catalogue(mesh: Mesh, id: str = ID) -> Json:
    found: Json = (await mesh.harbor.get(f"{CATALOGUE}/{id}")).json()
    return found


async def variant(mesh: Mesh, sku: str) -> Json:
    return next(row for row in (await catalogue(mesh))["variants"] if row["sku"] == sku)


async def patch(mesh: Mesh, **body: object) -> Any:  # noqa: ANN401 - counts and errors
    answer = await mesh.harbor.patch(CATALOGUE, json={"id": ID, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


# ── listed and read ──


async def test_the_effective_list_has_its_variants_alone_and_reduced(mesh: Mesh) -> None:
    body = (await mesh.harbor.get(EFFECTIVE, params={"page": 1, "pageSize": 50})).json()
    assert list(body) == ["variants"]
    assert len(body["variants"]) == 50
    for row in body["variants"]:
        assert list(row) == ["sku", "merchantPrice", "decorations", "attributes"]
        assert all("printImage" not in each for each in row["decorations"])
    second = (await mesh.harbor.get(EFFECTIVE, params={"page": 2, "pageSize": 50})).json()["variants"]
    third = (await mesh.harbor.get(EFFECTIVE, params={"page": 3, "pageSize": 50})).json()["variants"]
    assert (len(second), third) == (10, [])


async def test_without_parameters_of_a_page_the_effective_list_is_the_whole_catalogue() -> None:
    async with opened(orders=1, stock=130) as mesh:
        assert len(await effective(mesh)) == 130
        assert len((await mesh.harbor.get(EFFECTIVE, params={"page": 1})).json()["variants"]) == 50


async def test_a_catalogue_is_read_whole_and_the_list_has_no_variants(mesh: Mesh) -> None:
    whole = await catalogue(mesh)
    own = ["id", "name", "description", "isEnabled", "assignedToSubAccountIds"]
    assert list(whole) == [*own, "variants"]
    assert len(whole["variants"]) == 60
    assert list(whole["variants"][0]) == [
        *(
            "id",
            "sku",
            "merchantSku",
            "merchantPrice",
            "skipImageManipulation",
            "productId",
            "decorations",
            "attributes",
        )
    ]
    assert whole["variants"][0]["decorations"][0]["printImage"]
    listed = (await mesh.harbor.get(CATALOGUE)).json()["merchantCatalogs"]
    assert {name: whole[name] for name in own} in listed
    assert all(list(row) == own for row in listed)
    assert wrong(await mesh.harbor.get(f"{CATALOGUE}/none")) == (404, None)


async def test_what_is_switched_off_is_not_in_effect(mesh: Mesh) -> None:
    archive = await catalogue(mesh, HARBOR_PRINT.archive)
    assert archive["isEnabled"] is False
    assert not {row["sku"] for row in archive["variants"]} & (await effective(mesh)).keys()
    await patch(mesh, isEnabled=False)
    assert await effective(mesh) == {}


async def test_by_profile_catalogues_cannot_be_read_but_their_variants_can(mesh: Mesh) -> None:
    await mesh.set("catalogue_unreadable")
    for path in (CATALOGUE, f"{CATALOGUE}/{ID}"):
        answer = await mesh.harbor.get(path)
        assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)
    assert len(await effective(mesh)) == 60
    assert (await patch(mesh, name="New"))["errors"] == []


async def test_products_are_searched_and_a_variant_is_read(mesh: Mesh) -> None:
    found = (await mesh.harbor.get("/catalog/v1/products", params={"search": "mug-11oz", "pageSize": 3})).json()
    assert len(found["products"]) == 3
    assert all("Mug-11oz" in row["sku"] for row in found["products"])
    sku = mesh.sku(3)
    assert (await mesh.harbor.get(f"/catalog/v1/products/variants/{sku}")).json() == await variant(mesh, sku)
    assert wrong(await mesh.harbor.get("/catalog/v1/products/variants/none")) == (404, None)


# ── variants added ──


async def test_variants_are_added_and_what_the_platform_does_not_have_is_told_with_a_success(mesh: Mesh) -> None:
    rows = [{"id": None, "sku": sku, "merchantSku": f"M{sku}"} for sku in ("SKU123", "invalid-sku-1", "SKU456")]
    answer = await mesh.harbor.post("/catalog/v1/merchantVariants", json={"merchantCatalogId": ID, "variants": rows})
    assert answer.status_code == 200
    error = {"errorMessage": UNKNOWN, "propertyName": "Variants", "attemptedValue": ["invalid-sku-1"]}
    assert answer.json() == {"variantsAdded": 2, "errors": [error]}
    added = await variant(mesh, "SKU123")
    assert (added["merchantSku"], added["decorations"], added["attributes"]) == ("MSKU123", [], None)
    assert added["id"]
    assert {"SKU123", "SKU456"} < (await effective(mesh)).keys()


async def test_what_the_catalogue_has_already_is_not_added_again(mesh: Mesh) -> None:
    sent = {"merchantCatalogId": ID, "variants": [{"sku": mesh.sku(0)}]}
    before = await catalogue(mesh)
    told = (await mesh.harbor.post("/catalog/v1/merchantVariants", json=sent)).json()
    assert told["variantsAdded"] == 0
    assert told["errors"][0]["attemptedValue"] == [mesh.sku(0)]
    assert await catalogue(mesh) == before
    assert not mesh.writes()[-1].applied


async def test_what_the_platform_has_can_be_added(mesh: Mesh) -> None:
    spare = [good.sku for good in make_goods(130, HARBOR_PRINT)][100:]
    sent = {"merchantCatalogId": ID, "variants": [{"sku": sku} for sku in (spare[0], spare[0])]}
    told = (await mesh.harbor.post("/catalog/v1/merchantVariants", json=sent)).json()
    assert (told["variantsAdded"], len(told["errors"])) == (1, 1)
    assert set(FROM_THE_DOCUMENTS) <= mesh.merchant().platform_skus


@pytest.mark.parametrize(("body", "status", "name"), [({}, 400, "Id"), ({"id": "none"}, 404, None)])
async def test_the_id_of_a_catalogue_stands_in_the_body(mesh: Mesh, body: Json, status: int, name: str | None) -> None:
    for method in ("PUT", "PATCH"):
        assert wrong(await mesh.harbor.request(method, CATALOGUE, json=body)) == (status, name)
    assert (await mesh.harbor.patch(f"{CATALOGUE}/{ID}", json={"name": "x"})).status_code == 405


# ── edited ──


async def test_an_edit_touches_only_the_skus_that_it_names(mesh: Mesh) -> None:
    before = await catalogue(mesh)
    first, second, third = (mesh.sku(place) for place in range(3))
    price = {"currencies": [], "amount": 32.99, "currency": "USD"}
    told = await patch(
        mesh,
        variantsToUpdate=[{"sku": first, "merchantPrice": price}, {"sku": "gone"}],
        variantsSkusToRemove=[second, "gone-too"],
        variantsToAdd=[{"sku": "newSku123"}, {"sku": third}],
    )
    assert [told[name] for name in ("variantsAdded", "variantsRemoved", "variantsUpdated")] == [1, 1, 1]
    assert [(error["propertyName"], error["attemptedValue"]) for error in told["errors"]] == [
        ("VariantsSkusToRemove", ["gone-too"]),
        ("VariantsToUpdate", ["gone"]),
        ("VariantsToAdd", [third]),
    ]
    after = {row["sku"]: row for row in (await catalogue(mesh))["variants"]}
    old = {row["sku"]: row for row in before["variants"]}
    assert after.keys() == old.keys() - {second} | {"newSku123"}
    assert {sku for sku in old if after.get(sku) != old[sku]} == {first, second}
    assert after[first] == {**old[first], "merchantPrice": price}
    assert (await effective(mesh))[first]["merchantPrice"] == price


async def test_members_of_the_catalogue_stay_and_by_profile_are_blanked(mesh: Mesh) -> None:
    before = await catalogue(mesh)
    await patch(mesh, description="New words")
    after = await catalogue(mesh)
    assert after == {**before, "description": "New words"}
    await mesh.set("catalogue_blanks")
    await patch(mesh, name="Only a name")
    blanked = await catalogue(mesh)
    assert [blanked[name] for name in ("name", "description", "isEnabled", "assignedToSubAccountIds")] == [
        *("Only a name", "", False, [])
    ]
    assert blanked["variants"] == before["variants"]
    assert {*mesh.writes()[-1].absent} == {"description", "isEnabled", "assignedToSubAccountIds"}


async def test_an_update_of_a_variant_merges_also_within_its_decorations(mesh: Mesh) -> None:
    sku = mesh.sku(0)
    before = await variant(mesh, sku)
    front, back = before["decorations"]
    image = {**front["printImage"], "imageUploadStatus": None, "sourcePrintFileUrl": "https://example.com/new.png"}
    sent = {
        "sku": sku,
        "merchantSku": None,
        "decorations": [{"area": "Front", "method": "Embroidery", "printImage": image}],
    }
    await patch(mesh, variantsToUpdate=[sent])
    after = await variant(mesh, sku)
    kept = {**front["printImage"], "sourcePrintFileUrl": "https://example.com/new.png"}
    assert after == {**before, "decorations": [{**front, "method": "Embroidery", "printImage": kept}, back]}


async def test_by_profile_an_update_replaces_the_variant_and_print_images_go(mesh: Mesh) -> None:
    await mesh.set("variant_replaces")
    sku = mesh.sku(0)
    before = await variant(mesh, sku)
    row = (await effective(mesh))[sku]
    await patch(mesh, variantsToUpdate=[row])
    after = await variant(mesh, sku)
    assert (after["id"], after["sku"], after["merchantPrice"]) == (before["id"], sku, before["merchantPrice"])
    assert (after["merchantSku"], after["skipImageManipulation"], after["productId"]) == (None, None, None)
    assert [each["printImage"] for each in after["decorations"]] == [None, None]
    await patch(mesh, variantsToUpdate=[before])
    assert await variant(mesh, sku) == before
    assert mesh.writes()[-1].ignored == ("variants.id",)


async def test_a_put_replaces_all_of_it(mesh: Mesh) -> None:
    before = await catalogue(mesh)
    kept, changed, *rest = before["variants"]
    sent = {**before, "name": "Renamed", "variants": [kept, {**changed, "merchantSku": "Other"}]}
    told = (await mesh.harbor.put(CATALOGUE, json=sent)).json()
    assert told == {"variantsAdded": 0, "variantsRemoved": len(rest), "variantsUpdated": 2, "errors": []}
    after = await catalogue(mesh)
    assert after == sent
    await mesh.harbor.put(CATALOGUE, json={"id": ID, "name": "Bare"})
    assert await catalogue(mesh) == {
        "id": ID,
        "name": "Bare",
        "description": "",
        "isEnabled": False,
        "assignedToSubAccountIds": [],
        "variants": [],
    }
    assert {*mesh.writes()[-1].absent} == {"description", "isEnabled", "assignedToSubAccountIds", "variants"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"variantsToUpdate": [{"merchantSku": "x"}]}, "Sku"),
        ({"variantsToUpdate": [{"sku": "{sku}", "merchantPrice": 5}]}, "Variants.MerchantPrice"),
        ({"variantsToUpdate": [{"sku": "{sku}", "decorations": {}}]}, "Variants.Decorations"),
        ({"variantsToUpdate": "none"}, "VariantsToUpdate"),
        ({"variantsSkusToRemove": [1]}, "VariantsSkusToRemove"),
        ({"isEnabled": "yes"}, "IsEnabled"),
        ({"assignedToSubAccountIds": [1]}, "AssignedToSubAccountIds"),
    ],
)
async def test_a_member_of_the_wrong_kind_is_named(mesh: Mesh, body: Json, name: str) -> None:
    rows = body.get("variantsToUpdate")
    if isinstance(rows, list) and rows[0].get("sku"):
        rows = [{**rows[0], "sku": mesh.sku(0)}]
        body = {"variantsToUpdate": rows}
    before = await catalogue(mesh)
    assert wrong(await mesh.harbor.patch(CATALOGUE, json={"id": ID, **body})) == (400, name)
    assert await catalogue(mesh) == before


async def test_there_is_no_quantity_anywhere(mesh: Mesh) -> None:
    text = (await mesh.harbor.get(f"{CATALOGUE}/{ID}")).text
    assert not [word for word in ("quantity", "stock", "available", "warehouse") if word in text.lower()]


async def test_a_merchants_catalogue_is_its_own(mesh: Mesh) -> None:
    assert (await mesh.deich.get(f"{CATALOGUE}/{ID}")).status_code == 404
    assert (await mesh.deich.patch(CATALOGUE, json={"id": ID, "name": "x"})).status_code == 404
