"""Buyers of the stand-in with users, groups, addresses and assignments (contract 3.1, 7)."""

from tests.sandbox.ordercloud.shops import Shop
from tests.sandbox.ordercloud.test_orders import ADDRESS, code

USER = {"Username": "nora.vale", "FirstName": "Nora", "LastName": "Vale", "Email": "nora@fig.example", "Active": True}


async def test_a_new_buyer_brings_a_catalog_that_outlives_it(shop: Shop) -> None:
    made = await shop.larder.post("/buyers", json={"ID": "fig", "Name": "Fig & Thistle", "Active": True})
    assert (made.status_code, made.json()["DefaultCatalogID"]) == (201, "fig")
    assert made.headers["location"].endswith("/v1/buyers/fig")
    assert code(await shop.larder.post("/buyers", json={"ID": "fig", "Name": "x"})) == (409, "IdExists")
    assert (await shop.larder.delete("/buyers/fig")).status_code == 204
    again = await shop.larder.post("/buyers", json={"ID": "fig", "Name": "x"})
    assert code(again) == (400, "Buyer.DefaultCatalogAlreadyExists")
    assert code(await shop.larder.post("/buyers", json={"ID": "nameless"})) == (400, "ValidationFailure")
    generated = await shop.kontor.post("/buyers", json={"Name": "Nameless"})
    assert len(generated.json()["ID"]) == 22


async def test_a_put_replaces_and_a_patch_merges(shop: Shop) -> None:
    id = next(iter(shop.market().table("buyers")))
    before = (await shop.larder.get(f"/buyers/{id}")).json()
    merged = (await shop.larder.patch(f"/buyers/{id}", json={"Name": "New"})).json()
    assert merged == {**before, "Name": "New"}
    replaced = (await shop.larder.put(f"/buyers/{id}", json={"Name": "New"})).json()
    assert (replaced["Active"], replaced["xp"], replaced["DateCreated"]) == (False, None, before["DateCreated"])
    assert (await shop.larder.put("/buyers/made-by-put", json={"Name": "New"})).status_code == 201


async def test_users_have_names_of_their_own_in_the_marketplace(shop: Shop) -> None:
    first, second, *_ = shop.market().table("buyers")
    made = await shop.larder.post(f"/buyers/{first}/users", json={**USER, "ID": "nora", "Password": "Long-enough-9"})
    assert (made.status_code, made.json()["Password"], made.json()["CompanyID"]) == (201, None, first)
    again = await shop.larder.post(f"/buyers/{second}/users", json={**USER, "Username": "NORA.VALE"})
    assert code(again) == (400, "User.UsernameMustBeUnique")
    lacking = {name: value for name, value in USER.items() if name != "Email"}
    assert code(await shop.larder.post(f"/buyers/{first}/users", json=lacking)) == (400, "ValidationFailure")
    after = await shop.larder.patch(f"/buyers/{first}/users/nora", json={"Active": False, "Phone": "1"})
    assert (after.json()["Active"], after.json()["Phone"]) == (False, "1")
    everybody = await shop.larder.get("/buyerusers", params={"ID": "nora"})
    assert [user["CompanyID"] for user in everybody.json()["Items"]] == [first]
    assert (await shop.larder.post(f"/buyers/{first}/users/nora/unlock")).status_code == 204
    assert (await shop.larder.delete(f"/buyers/{first}/users/nora/tokens")).status_code == 204
    moved = await shop.larder.post(f"/buyers/{first}/users/nora/moveto/{second}?orders=None")
    assert (moved.status_code, moved.json()["CompanyID"]) == (201, second)
    assert code(await shop.larder.get(f"/buyers/{first}/users/nora")) == (404, "NotFound")
    assert (await shop.larder.delete(f"/buyers/{second}/users/nora")).status_code == 204


async def test_a_user_with_an_open_order_stays(shop: Shop) -> None:
    user = shop.order("Open")["FromUser"]
    answer = await shop.larder.delete(f"/buyers/{user['CompanyID']}/users/{user['ID']}")
    assert code(answer) == (400, "User.CannotDeleteWithOpenOrder")


async def test_groups_take_and_lose_users(shop: Shop) -> None:
    market = shop.market()
    buyer = next(id for id in market.table("buyers") if market.table("users", id))
    user = next(iter(market.table("users", buyer)))
    groups = f"/buyers/{buyer}/usergroups"
    await shop.larder.post(groups, json={"ID": "chefs", "Name": "Chefs"})
    row = {"UserGroupID": "chefs", "UserID": user}
    for _ in range(2):  # a repeat is no second assignment
        assert (await shop.larder.post(f"{groups}/assignments", json=row)).status_code == 204
    listed = await shop.larder.get(f"{groups}/assignments", params={"userGroupID": "chefs"})
    assert listed.json()["Items"] == [row]
    members = await shop.larder.get(f"/buyers/{buyer}/users", params={"userGroupID": "chefs"})
    assert [each["ID"] for each in members.json()["Items"]] == [user]
    assert code(await shop.larder.post(f"{groups}/assignments", json={**row, "UserID": "gone"})) == (404, "NotFound")
    for wanted in (204, 404):
        assert (await shop.larder.delete(f"{groups}/chefs/assignments/{user}")).status_code == wanted


async def test_addresses_are_made_and_assigned_to_companies_and_users(shop: Shop) -> None:
    market = shop.market()
    buyer = next(id for id in market.table("buyers") if market.table("users", id))
    user = next(iter(market.table("users", buyer)))
    addresses = f"/buyers/{buyer}/addresses"
    assert (await shop.larder.post(addresses, json={**ADDRESS, "ID": "new"})).status_code == 201
    for whose in (None, user):
        body = {"AddressID": "new", "UserID": whose, "UserGroupID": None, "IsShipping": True, "IsBilling": False}
        assert (await shop.larder.post(f"{addresses}/assignments", json=body)).status_code == 204
    for query, wanted in (({}, 2), ({"level": "Company"}, 1), ({"userID": user}, 1), ({"isBilling": "true"}, 0)):
        listed = await shop.larder.get(f"{addresses}/assignments", params={"addressID": "new", **query})
        assert len(listed.json()["Items"]) == wanted, query
    assert (await shop.larder.delete(f"{addresses}/new/assignments", params={"userID": user})).status_code == 204
    assert (await shop.larder.delete(f"{addresses}/new")).status_code == 204
    gone = await shop.larder.get(f"{addresses}/assignments", params={"addressID": "new"})
    assert gone.json()["Items"] == []


async def test_a_renamed_buyer_keeps_what_lies_under_it(shop: Shop) -> None:
    market = shop.market()
    buyer = shop.order("Open")["FromCompanyID"]
    users = list(market.table("users", buyer))
    await shop.larder.patch(f"/buyers/{buyer}", json={"ID": "renamed"})
    found = (await shop.larder.get("/buyers/renamed/users")).json()["Items"]
    assert sorted(user["ID"] for user in found) == sorted(users)
    assert (await shop.larder.get("/orders/Incoming", params={"FromCompanyID": "renamed"})).json()["Items"]
    assert (await shop.larder.get(f"/buyers/{buyer}")).status_code == 404
