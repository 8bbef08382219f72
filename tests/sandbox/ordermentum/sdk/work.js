// The vendor's JavaScript SDK, unchanged but for its base URL, works the stand-in.
// Standard input tells where the stand-in is and who signs in; standard output, as JSON, what the SDK read there.

const assert = require('node:assert/strict');
const createClient = require('ordermentum-sdk').default;

const PAGE = 40;
const LISTS = [
  'orders', 'purchasers', 'products', 'invoices', 'categories', 'visibilityGroups', 'schedules', 'properties',
  'integrations', 'creditNotes', 'webhooks',
];

async function signIn({ auth, username, password }) {
  const { client } = createClient({ apiBase: auth });
  const answer = await client.post('/v1/auth', { username, password, grant_type: 'password' });
  return answer.access_token || answer.token;
}

// Every page of a list: `totalPages` tells how many there are.
async function all(list, query) {
  const found = [];
  for (let pageNo = 1; ; pageNo += 1) {
    const { data, meta } = await list.findAll({ ...query, pageSize: PAGE, pageNo });
    found.push(...data.map((row) => row.id));
    if (pageNo >= meta.totalPages) return found;
  }
}

async function read(sdk, supplierId) {
  const walked = {};
  for (const name of LISTS) {
    walked[name] = await all(sdk[name], { supplierId });
    if (!walked[name].length) continue;
    const one = await sdk[name].findOne({ supplierId });
    assert.ok(walked[name].includes(one.id), name);
    assert.equal((await sdk[name].findById(one.id)).id, one.id);
  }
  walked.priceGroups = await all(sdk.priceGroups, {});
  assert.equal((await sdk.suppliers.findById(supplierId)).id, supplierId);
  const [entityId] = walked.orders;
  const events = await sdk.events.findAll({ supplierId, entityId, group: 'orders', 'sortBy[updatedAt]': -1 });
  assert.ok(Array.isArray(events.data));
  return walked;
}

// What was written is what is read afterwards.
async function write(sdk, supplierId, { order, purchaser, product }) {
  await sdk.orders.update(order, { comment: 'By the side door' });
  assert.equal((await sdk.orders.findById(order)).comment, 'By the side door');
  await sdk.orders.patch(order, { reference: 'PO 77' });
  const { lineItems, ...changed } = await sdk.orders.findById(order);
  assert.deepEqual([changed.comment, changed.reference], ['By the side door', 'PO 77']);
  const { retailerId, purchaserId } = changed;
  const [{ productId, variantId }] = lineItems;
  const line = { productId, quantity: 200, ...(variantId ? { variantId } : {}) };
  const made = await sdk.orders.create({ supplierId, retailerId, purchaserId, lineItems: [line] });
  assert.equal((await sdk.orders.findById(made.id)).lineItems.length, 1);
  await sdk.purchasers.patch(purchaser, { reference: 'C-100' });
  assert.equal((await sdk.purchasers.findById(purchaser)).reference, 'C-100');
  await sdk.products.update(product, { name: 'Sourdough' });
  await sdk.products.patch(product, { description: 'Baked at four' });
  const { name, description } = await sdk.products.findById(product);
  assert.deepEqual([name, description], ['Sourdough', 'Baked at four']);
  const group = await sdk.priceGroups.create({ name: 'Spring', description: '', status: 'active' });
  assert.equal((await sdk.priceGroups.findById(group.id)).name, 'Spring');
  await sdk.priceGroups.destroy(group.id);
  await refused(404, () => sdk.priceGroups.findById(group.id));
  return made.id;
}

async function webhooks(sdk, supplierId) {
  const wish = { url: 'https://desk.example/hook', name: 'Desk', events: ['order_created'] };
  const made = await sdk.webhooks.create({ ...wish, entityId: supplierId, entityType: 'supplier' });
  await sdk.webhooks.update(made.id, { name: 'Desk 2' });
  assert.equal((await sdk.webhooks.findById(made.id)).name, 'Desk 2');
  await sdk.webhooks.destroy(made.id);
}

async function refused(status, call) {
  await assert.rejects(call, (error) => error.response.status === status);
}

async function refusals(sdk, api, supplierId) {
  await refused(404, () => sdk.orders.findById('00000000-0000-4000-8000-000000000000'));
  await refused(400, () => sdk.orders.create({ supplierId }));
  const stranger = createClient({ apiBase: api, token: 'nobody' });
  await refused(401, () => stranger.orders.findAll({ supplierId }));
}

async function work({ auth, api, supplierId, username, password, facts }) {
  const sdk = createClient({ apiBase: api, token: await signIn({ auth, username, password }) });
  const walked = await read(sdk, supplierId);
  const made = await write(sdk, supplierId, facts);
  await webhooks(sdk, supplierId);
  await refusals(sdk, api, supplierId);
  return { walked, made };
}

let told = '';
process.stdin.on('data', (part) => (told += part));
process.stdin.on('end', async () => {
  process.stdout.write(JSON.stringify(await work(JSON.parse(told))));
});
