// What the SDK writes: customers, stock, orders and what moves them, each looked at in the answer.

const assert = require('node:assert/strict');

const { Addresses, Buyers, InventoryRecords, LineItems, Orders, PriceSchedules, Products, Shipments, UserGroups, Users } =
  require('ordercloud-javascript-sdk');

const { all } = require('./walks');

const IN = 'Incoming';
const ADDRESS = { Street1: '1 New Street', City: 'Salem', State: 'OR', Zip: '97301', Country: 'US' };

async function changeCustomers() {
  const made = await Buyers.Create({ ID: 'fig', Name: 'Fig & Thistle', Active: true });
  assert.equal(made.DefaultCatalogID, 'fig');
  const tour = { Tour: [1, { a: null }] };
  assert.deepEqual((await Buyers.Patch('fig', { xp: tour })).xp, tour);
  const names = { Username: 'nora.vale', FirstName: 'Nora', LastName: 'Vale', Email: 'nora@fig.example', Active: true };
  assert.equal((await Users.Create('fig', { ...names, ID: 'nora', Password: 'Long-enough-9' })).Password, null);
  assert.equal((await Users.Patch('fig', 'nora', { Phone: '1' })).Phone, '1');
  await Addresses.Create('fig', { ...ADDRESS, ID: 'shed' });
  assert.equal((await Addresses.Patch('fig', 'shed', { City: 'Bend' })).City, 'Bend');
  await Addresses.SaveAssignment('fig', { AddressID: 'shed', IsShipping: true, IsBilling: false });
  const [assigned] = (await Addresses.ListAssignments('fig', { addressID: 'shed' })).Items;
  assert.deepEqual([assigned.AddressID, assigned.IsShipping, assigned.UserID], ['shed', true, null]);
  await UserGroups.Create('fig', { ID: 'chefs', Name: 'Chefs' });
  await UserGroups.SaveUserAssignment('fig', { UserGroupID: 'chefs', UserID: 'nora' });
  const chefs = () => all((options) => Users.List('fig', options), 100, { userGroupID: 'chefs' });
  assert.deepEqual(await chefs(), ['nora']);
  await UserGroups.DeleteUserAssignment('fig', 'chefs', 'nora');
  assert.deepEqual(await chefs(), []);
  await Users.Delete('fig', 'nora');
  await Addresses.Delete('fig', 'shed');
  await Buyers.Delete('fig');
}

async function changeStock({ plain, variants, variant, records, place }) {
  const counted = await Products.Patch(plain, { Inventory: { QuantityAvailable: 41 } });
  assert.equal(counted.Inventory.QuantityAvailable, 41);
  const sized = await Products.PatchVariant(variants, variant, { Inventory: { QuantityAvailable: 6 } });
  assert.equal(sized.Inventory.QuantityAvailable, 6);
  const row = { ID: 'attic', AddressID: place, QuantityAvailable: 5 };
  assert.equal((await InventoryRecords.Create(records, row)).Address.ID, place);
  assert.equal((await InventoryRecords.Patch(records, 'attic', { QuantityAvailable: 7 })).QuantityAvailable, 7);
  await InventoryRecords.Delete(records, 'attic');
  await PriceSchedules.Create({ ID: 'spring', Name: 'Spring', PriceBreaks: [{ Quantity: 1, Price: 4 }] });
  const priced = await PriceSchedules.SavePriceBreak('spring', { Quantity: 12, Price: 3.5 });
  assert.deepEqual(priced.PriceBreaks.map(({ Quantity, Price }) => [Quantity, Price]), [[1, 4], [12, 3.5]]);
  await PriceSchedules.DeletePriceBreak('spring', { quantity: 12 });
  await PriceSchedules.Delete('spring');
}

async function draft({ user, untracked }, ID) {
  const made = await Orders.Create(IN, { ID, FromCompanyID: user.CompanyID, FromUserID: user.ID });
  assert.deepEqual([made.Status, made.IsSubmitted], ['Unsubmitted', false]);
  await LineItems.Create(IN, ID, { ID: 'only', ProductID: untracked, Quantity: 6 });
}

async function changeOrder(facts) {
  await draft(facts, 'JS-1');
  await LineItems.Create(IN, 'JS-1', { ID: 'second', ProductID: facts.untracked, Quantity: 1 });
  assert.equal((await LineItems.Patch(IN, 'JS-1', 'only', { UnitPrice: 3.99 })).PriceOverridden, true);
  const there = await LineItems.SetShippingAddress(IN, 'JS-1', 'second', ADDRESS);
  assert.equal(there.ShippingAddress.City, 'Salem');
  await LineItems.Delete(IN, 'JS-1', 'second');
  await Orders.SetBillingAddress(IN, 'JS-1', ADDRESS);
  const billed = await Orders.PatchBillingAddress(IN, 'JS-1', { City: 'Bend' });
  assert.deepEqual([billed.BillingAddress.City, billed.BillingAddress.Street1], ['Bend', '1 New Street']);
  assert.equal((await Orders.SetShippingAddress(IN, 'JS-1', ADDRESS)).ShippingAddressID, null);
  assert.equal((await Orders.AddPromotion(IN, 'JS-1', 'WELCOME5')).Amount, 5);
  assert.equal((await Orders.RemovePromotion(IN, 'JS-1', 'WELCOME5')).PromotionDiscount, 0);
  const after = await Orders.Patch(IN, 'JS-1', { Comments: 'Back door', ShippingCost: 12.5, TaxCost: 1.25, xp: { PO: '77' } });
  assert.deepEqual([after.Comments, after.xp], ['Back door', { PO: '77' }]);
  assert.ok(Math.abs(after.Total - (3.99 * 6 + 13.75)) < 1e-6);
  await Orders.Validate(IN, 'JS-1');
  assert.equal((await Orders.Submit(IN, 'JS-1')).Status, 'Open');
  assert.equal((await Orders.Complete(IN, 'JS-1')).Status, 'Completed');
}

async function decide(facts) {
  for (const id of ['JS-A', 'JS-B', 'JS-C']) {
    await draft({ ...facts, user: facts.limited }, id);
    await Orders.Patch(IN, id, { ShippingCost: 600 });
    assert.equal((await Orders.Submit(IN, id)).Status, 'AwaitingApproval');
  }
  assert.equal((await Orders.Approve(IN, 'JS-A', { Comments: 'fine' })).Status, 'Open');
  const [approval] = (await Orders.ListApprovals(IN, 'JS-A')).Items;
  assert.deepEqual([approval.Status, approval.Comments], ['Approved', 'fine']);
  const no = { Comments: 'too much' };
  assert.equal((await Orders.Decline(IN, 'JS-B', { ...no, AllowResubmit: true })).Status, 'Unsubmitted');
  assert.equal((await Orders.Decline(IN, 'JS-C', { ...no, AllowResubmit: false })).Status, 'Declined');
  assert.equal((await Orders.Cancel(IN, 'JS-B')).Status, 'Canceled');
  await Orders.Delete(IN, 'JS-B');
}

async function ship(facts) {
  for (const id of ['JS-2', 'JS-3']) {
    await draft(facts, id);
    await Orders.Submit(IN, id);
  }
  assert.equal((await Orders.Ship(IN, 'JS-2', { TrackingNumber: '1Z', Shipper: 'Own Van' })).Status, 'Completed');
  const [whole] = (await Shipments.List({ orderID: 'JS-2' })).Items;
  assert.deepEqual([whole.TrackingNumber, Boolean(whole.DateShipped)], ['1Z', true]);
  for (const [id, units, left] of [['S-1', 4, 'Open'], ['S-2', 2, 'Completed']]) {
    assert.equal((await Shipments.Create({ ID: id, BuyerID: facts.user.CompanyID })).DateShipped, null);
    const item = await Shipments.SaveItem(id, { OrderID: 'JS-3', LineItemID: 'only', QuantityShipped: units });
    assert.equal(item.QuantityShipped, units);
    await Shipments.Patch(id, { DateShipped: '2026-11-20T12:00:00Z' });
    assert.equal((await Orders.Get(IN, 'JS-3')).Status, left);
  }
}

module.exports = { changeCustomers, changeStock, changeOrder, decide, ship };
