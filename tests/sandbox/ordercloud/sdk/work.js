// The vendor's JavaScript SDK, unchanged but for its base URL, works the stand-in.
// Standard input tells where the stand-in is and what it holds; standard output, as JSON, what the SDK read there.

const { Auth, Configuration, Tokens } = require('ordercloud-javascript-sdk');

const { customers, orders, stock } = require('./walks');
const { changeCustomers, changeStock, changeOrder, decide, ship } = require('./writes');
const { refused, barred, troubled, renewed } = require('./refusals');

async function signIn({ client, secret, username, password }) {
  const answer = username
    ? await Auth.Login(username, password, client)
    : await Auth.ClientCredentials(secret, client);
  Tokens.SetAccessToken(answer.access_token);
  Tokens.SetRefreshToken(answer.refresh_token);
}

async function work({ api, control, accounts, facts }) {
  Configuration.Set({ baseApiUrl: api });
  const walked = {};
  for (const account of accounts) {
    await signIn(account);
    walked[account.name] = { ...(await customers()), ...(await orders()), ...(await stock(account.products)) };
  }
  await signIn(accounts[0]);
  await changeCustomers();
  await changeStock(facts);
  await changeOrder(facts);
  await decide(facts);
  await ship(facts);
  await refused(facts);
  await renewed(accounts[0]);
  await barred(accounts[0]);
  await troubled(control);
  return walked;
}

let told = '';
process.stdin.on('data', (part) => (told += part));
process.stdin.on('end', async () => {
  process.stdout.write(JSON.stringify(await work(JSON.parse(told))));
});
