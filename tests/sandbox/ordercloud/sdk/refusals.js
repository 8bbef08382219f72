// The errors that the SDK knows, and what it does by itself when a token has ended.

const assert = require('node:assert/strict');

const axios = require('axios');
const { Auth, Buyers, Me, Orders, Products, Tokens } = require('ordercloud-javascript-sdk');

const IN = 'Incoming';

async function told(call, status, code) {
  const error = await call.then(() => assert.fail(`${code} was expected`), (caught) => caught);
  assert.ok(error.isOrderCloudError, String(error));
  assert.deepEqual([error.status, error.errorCode], [status, code]);
  return error;
}

async function notThere() {
  assert.equal((await told(Orders.Get(IN, 'gone'), 404, 'NotFound')).message, 'Order gone not found');
}

async function refused({ done, buyer, reader }) {
  await notThere();
  await told(Buyers.List({ pageSize: 101 }), 400, 'List.InvalidPageSize');
  await told(Products.List({ filters: { Colour: 'red' } }), 400, 'List.InvalidProperty');
  await told(Orders.Patch(IN, done, { Comments: 'x'.repeat(2001) }), 400, 'ValidationFailure');
  await told(Orders.Cancel(IN, done), 400, 'Order.CannotCancelInCurrentStatus');
  await told(Orders.Submit(IN, done), 400, 'Order.CannotSubmitBadStatus');
  await told(Buyers.Create({ ID: buyer, Name: 'Twice' }), 409, 'IdExists');
  const { username, password, client } = reader;
  const { access_token: accessToken } = await Auth.Login(username, password, client, ['OrderReader']);
  const error = await told(Orders.Patch(IN, done, { Comments: 'x' }, { accessToken }), 403, 'InsufficientRoles');
  assert.deepEqual(error.errors[0].Data.AssignedRoles, ['OrderReader']);
  assert.ok(error.errors[0].Data.SufficientRoles.includes('OrderAdmin'));
}

async function barred({ username, password, client }) {
  await told(Auth.Login(username, 'wrong', client), 400, 'InvalidCredentials');
  await told(Auth.Login('', password, client), 400, 'Auth.UsernameAndPasswordRequired');
  await told(Auth.Login(username, password, '00000000-0000-0000-0000-000000000000'), 400, 'InvalidGrant');
  await told(Auth.RefreshToken('used up', client), 400, 'InvalidGrant');
}

// A token that has ended by its own word is renewed by the SDK before the call.
async function renewed({ username }) {
  const [head, claims, signature] = Tokens.GetAccessToken().split('.');
  const aged = { ...JSON.parse(Buffer.from(claims, 'base64url')), exp: 1 };
  const old = [head, Buffer.from(JSON.stringify(aged)).toString('base64url'), signature].join('.');
  Tokens.SetAccessToken(old);
  assert.equal((await Me.Get()).Username, username);
  assert.notEqual(Tokens.GetAccessToken(), old);
}

async function troubled(control) {
  const world = { vendor: 'ordercloud', name: 'byte_order_mark' };
  await axios.post(`${control}/switch`, { ...world, setting: 'yes' });
  await notThere();
  await axios.post(`${control}/switch`, { ...world, setting: 'no' });
  await axios.post(`${control}/fault`, { vendor: 'ordercloud', name: 'server_error', status: 502 });
  await told(Me.Get(), 502, 'OrderCloudError');
  await axios.post(`${control}/fault`, { vendor: 'ordercloud', name: 'throttle' });
  await told(Me.Get(), 429, 'TooManyRequests');
  await told(Me.Get({ accessToken: Tokens.GetAccessToken().slice(0, -4) }), 401, 'InvalidToken');
}

module.exports = { barred, refused, renewed, troubled };
