// From "connect my Notion" to a message in Slack, in the editor: the link is opened in a browser, its end is noticed by itself.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { stopGroup } from '../../../scripts/editors/code-server.mjs';
import { picture, startEditor } from './editor.mjs';
import { startDoubles, startPlatform } from './platform.mjs';
import { eventually, steps } from './steps.mjs';

const { step, failed } = steps('accounts');
let data;
let doubles;
let platform;
let editor;
let workbench;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'omniforge-accounts-'));
  doubles = await startDoubles();
  platform = await startPlatform(data, doubles.settings);
  editor = await startEditor({
    files: { 'notes.md': '# Notes\n' },
    environment: () => ({ OMNIFORGE_HOME: data }),
    size: { width: 1400, height: 900 },
  });
  workbench = editor.workbench;
});
after(async () => {
  await editor?.stop(failed());
  if (platform) {
    await stopGroup(platform);
  }

  await doubles?.stop();
  rmSync(data, { recursive: true, force: true });
});

step('"connect my Notion" gives a link that can be opened', async () => {
  await workbench.openFile('notes.md');
  await workbench.command('OmniForge: Open Builder');
  await say('connect my Notion');
  const builder = await workbench.builder();
  assert.match(await builder.locator('.builder a').last().getAttribute('href'), /^http:\/\/127\.0\.0\.1:\d+\/connect\/[\w-]+$/);
  await picture(workbench, 'vscode-sign-in');
});

step('signed in, the talk goes on by itself', async () => {
  await signIn('Notion');
  await heard('Harbor Studio');
});

step('the report is described, Slack is connected, and a proposal comes', async () => {
  await say('weekly report from Notion to Slack: how many projects per status, Mondays at 8 in the morning');
  const builder = await workbench.builder();
  for (let turns = 0; turns < 12 && (await builder.locator('.proposal.open').count()) === 0; turns++) {
    const spoken = await lastSpoken();
    if (/\/connect\//.test(spoken)) {
      await signIn('Slack');
      await eventually(workbench.page, async () => (await lastSpoken()) !== spoken);
    } else {
      await say(answerTo(spoken));
    }
  }

  await builder.locator('.proposal.open button', { hasText: 'Accept' }).click();
  await builder.locator('.proposal.accepted').waitFor();
});

step('the dry run shows the message and posts nothing', async () => {
  const builder = await workbench.builder();
  await builder.locator('#test').click();
  await builder.locator('.builder, .notice', { hasText: 'The test passed' }).first().waitFor();
  await builder.locator('.builder, .notice', { hasText: '#projects' }).first().waitFor();
  assert.deepEqual(posted(), []);
});

step('turned on and run, the message is in Slack', async () => {
  const builder = await workbench.builder();
  await builder.locator('#activate').click();
  await builder.locator('.activated').waitFor();
  await say('run it now');
  await eventually(workbench.page, async () => posted().length > 0);
  assert.deepEqual(posted().map((line) => line.posted), ['projects']);
  assert.match(posted()[0].text, /At risk/);
});

const posted = () => doubles.lines.filter((line) => line.posted);

/** What the person answers: the first match counts. */
const answers = [
  [/which database/i, 'Client Projects'],
  [/link to sign in/i, 'yes, connect it'],
  [/which channel/i, '#projects'],
  [/city's time|time zone/i, 'Berlin'],
  [/which day|what time|when should/i, 'Mondays at 8 in the morning'],
  [/what should the agent do/i, 'weekly report from Notion to Slack: how many projects per status'],
];

function answerTo(spoken) {
  const found = answers.find(([words]) => words.test(spoken));
  assert.ok(found, `Nobody has an answer to: ${spoken}`);
  return found[1];
}

async function lastSpoken() {
  const builder = await workbench.builder();
  return (await builder.locator('.builder, .question').allInnerTexts()).at(-1);
}

async function heard(words) {
  const builder = await workbench.builder();
  await builder.locator('.builder', { hasText: words }).last().waitFor();
}

/** Says something and waits for the end of the turn. */
async function say(text) {
  const builder = await workbench.builder();
  await builder.locator('#text').fill(text);
  await builder.locator('#send').click();
  await builder.locator('#stop').waitFor();
  await builder.locator('#send').waitFor();
}

/** What the person does with the link: another window of the same browser. */
async function signIn(provider) {
  const builder = await workbench.builder();
  const link = await builder.locator('.builder a').last().getAttribute('href');
  const page = await workbench.page.context().newPage();
  await page.goto(link);
  await page.getByRole('button', { name: `Go on to ${provider}` }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.locator('h1', { hasText: `${provider} is connected` }).waitFor();
  await page.close();
}
