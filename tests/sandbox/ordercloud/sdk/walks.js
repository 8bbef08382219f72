// Everything that the SDK lists, page by page, as IDs.

const assert = require('node:assert/strict');

const { Addresses, AdminAddresses, Buyers, InventoryRecords, LineItems, Me, Orders, PriceSchedules, Products, Shipments,
  UserGroups, Users } = require('ordercloud-javascript-sdk');

const named = (row) => row.ID;

async function all(list, pageSize = 100, options = {}, name = named) {
  const found = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { Meta, Items } = await list({ ...options, page, pageSize });
    assert.equal(Meta.Page, page);
    pages = Meta.TotalPages;
    found.push(...Items.map(name));
  }
  assert.equal(new Set(found).size, found.length, 'a row came twice');
  return found;
}

async function customers() {
  const me = await Me.Get();
  assert.ok(me.Seller.ID);
  assert.equal(me.Buyer, null);
  const buyers = await all(Buyers.List, 7);
  const users = {};
  const addresses = {};
  const groups = {};
  for (const buyer of buyers) {
    users[buyer] = await all((options) => Users.List(buyer, options), 2);
    addresses[buyer] = await all((options) => Addresses.List(buyer, options), 1);
    groups[buyer] = await all((options) => UserGroups.List(buyer, options));
  }
  return { buyers, users, addresses, groups, everybody: await all(Users.ListAcrossBuyers, 10) };
}

async function orders() {
  const list = (options) => Orders.List('Incoming', options);
  const submitted = await all(list, 100, { sortBy: ['!DateSubmitted'] });
  const waiting = await all(list, 3, { filters: { Status: 'AwaitingApproval' } });
  const drafts = await all(list, 3, { filters: { IsSubmitted: false, Status: 'Unsubmitted' } });
  const across = (options) => LineItems.ListAcrossOrders('Incoming', options);
  const lines = await all(across, 100, {}, (line) => `${line.OrderID}/${line.ID}`);
  const some = {};
  for (const order of [...submitted.slice(0, 10), ...waiting]) {
    some[order] = await all((options) => LineItems.List('Incoming', order, options), 4);
    assert.equal((await Orders.Get('Incoming', order)).LineItemCount, some[order].length);
  }
  await all((options) => Orders.ListApprovals('Incoming', waiting[0], options), 100, {}, (row) => row.ApprovalRuleID);
  await all((options) => Orders.ListShipments('Incoming', submitted[0], options));
  return { submitted, waiting, drafts, lines, some };
}

async function stock({ variants, records }) {
  return {
    products: await all(Products.List, 100, { sortBy: ['ID'] }),
    schedules: await all(PriceSchedules.List),
    shipments: await all(Shipments.List),
    places: await all(AdminAddresses.List, 2),
    variants: await all((options) => Products.ListVariants(variants, options)),
    records: await all((options) => InventoryRecords.List(records, options)),
  };
}

module.exports = { all, customers, orders, stock };
