// A person at a browser signs in to an account: the real server, the real pages, a stand-in for the provider.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { patience, startBrowser } from '../../scripts/editors/workbench.mjs';

const root = join(import.meta.dirname, '../..');
const built = (project, program) => join(root, 'artifacts/bin', project, 'debug', program);
const doubles = built('OmniForge.Doubles', 'omniforge-doubles');
const omniforge = built('OmniForge.Cli', 'omniforge');
const home = mkdtempSync(join(tmpdir(), 'omniforge-pages-'));
const running = [];
let browser;
let environment;

before(async () => {
  const [http, grpc, first] = [await freePort(), await freePort(), await freePort()];
  const where = ['--port', `${first}`, '--origin', `http://127.0.0.1:${http}`];
  const settings = execFileSync(doubles, ['env', ...where], { encoding: 'utf8' });
  environment = { ...process.env, OMNIFORGE_HOME: home, OMNIFORGE_HTTP_PORT: `${http}`, OMNIFORGE_GRPC_PORT: `${grpc}`, DATABASE_URL: '' };
  for (const [, name, value] of settings.matchAll(/^export (\w+)='([^']*)'/gm)) {
    environment[name] = value;
  }

  await start(doubles, where, /Notion {2}http/);
  await start(built('OmniForge.Server', 'omniforge-server'), ['serve'], /^ready /);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(home, { recursive: true, force: true });
});

test('a person who allows it is told whose account is connected, and may close the window', async () => {
  const { link, told } = await connecting('notion');
  const page = await visit(link);
  assert.equal(await page.locator('h1').innerText(), 'Connect Notion to OmniForge');
  await page.getByRole('button', { name: 'Go on to Notion' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.locator('h1', { hasText: 'Notion is connected' }).waitFor();
  assert.match(await page.locator('p').innerText(), /Agents can now use "Harbor Studio"\. You can close this window/);
  assert.equal(new URL(page.url()).search, '', 'what was sent back does not stay in the address');
  assert.match(await told(/is connected/), /Harbor Studio is connected/);
  assert.deepEqual(page.faults, []);
});

test('a person who does not allow it is told that nothing was connected', async () => {
  const { link, told } = await connecting('slack');
  const page = await visit(link);
  await page.getByRole('button', { name: 'Go on to Slack' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.locator('h1', { hasText: 'Nothing was connected' }).waitFor();
  assert.match(await told(/nothing was connected/), /not allowed at the provider/);
  assert.deepEqual(page.faults, []);
});

test('a link that was used says so and tells what to do', async () => {
  const { link } = await connecting('linear');
  const page = await visit(link);
  await page.getByRole('button', { name: 'Go on to Linear' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  const again = await visit(link);
  assert.equal(await again.locator('h1').innerText(), 'This link no longer works');
  assert.match(await again.locator('p').innerText(), /ask for a new one/);
});

test('the way back in the browser of somebody else connects nothing', async () => {
  const { link } = await connecting('github');
  const page = await visit(link);
  await page.getByRole('button', { name: 'Go on to GitHub' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  const elsewhere = await visit(page.url());
  await elsewhere.getByRole('button', { name: 'Allow' }).click();
  await elsewhere.locator('h1', { hasText: 'Nothing was connected' }).waitFor();
  const listed = execFileSync(omniforge, ['connections', 'list', '--json'], { env: environment, encoding: 'utf8' });
  assert.doesNotMatch(listed, /"integration": ?"github"[^}]*"ACTIVE"/);
});

/** Begins a sign-in as the terminal does; `told` gives what it says once that matches. */
async function connecting(integration) {
  const child = spawn(omniforge, ['connections', 'add', integration], { env: environment });
  running.push(child);
  let text = '';
  const heard = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      text += part;
      heard.forEach((look) => look());
    });
  }

  const told = (wanted) => within(`omniforge connections add ${integration}`, () => text, (done) => {
    const look = () => wanted.test(text) && done(text);
    heard.add(look);
    look();
  });
  const link = (await told(/https?:\/\/\S+\/connect\/\S+/)).match(/https?:\/\/\S+\/connect\/\S+/)[0];
  return { link, told };
}

/** A browser of its own, with everything that goes wrong in it. */
async function visit(address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`${error}`));
  page.on('console', (message) => message.type() === 'error' && page.faults.push(`${message.text()} ${message.location().url}`));
  await page.goto(address);
  return page;
}

async function start(program, words, ready) {
  const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const lines = createInterface({ input: child.stdout });
  await within(program, () => 'it was not ready', (done) => lines.on('line', (line) => ready.test(line) && done()));
}

async function within(what, shown, begin) {
  let late;
  try {
    return await new Promise((done, fail) => {
      late = setTimeout(() => fail(new Error(`${what}: ${shown()}`)), patience);
      begin(done);
    });
  } finally {
    clearTimeout(late);
  }
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
