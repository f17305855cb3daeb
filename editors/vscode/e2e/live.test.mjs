// From a sentence to an active agent: the shipped extension, its language server and a real platform on this machine.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { stopGroup } from '../../../scripts/editors/code-server.mjs';
import { picture, root, startEditor } from './editor.mjs';
import { cli, startPlatform } from './platform.mjs';
import { steps } from './steps.mjs';

const wish = 'every Monday at 8 read our project list, put the at-risk ones first and write me a report';

// What the person answers: the first match counts. Words of the question, answer.
const answers = [
  [['like this', 'look right', 'looks right', 'is that right', 'is this right', 'shall i write', 'shall i build', 'shall i create'], 'looks right'],
  [['time zone', 'which city', 'where are you', 'whose time', 'what city'], 'Berlin'],
  [['morning or', 'a.m.', 'am or pm'], '8 in the morning'],
  [['how often', 'what time', 'when should'], 'every Monday at 8 in the morning'],
  [['call it', 'be called', 'name should'], 'Project report'],
  [['which file', 'what file', 'which table', 'which list', 'where is'], 'projects.csv'],
  [['what counts as', 'which column', 'tells me that', 'do you mean'], 'the status column says At risk'],
];

const { step, failed } = steps('live');
let data;
let platform;
let editor;
let workbench;
let page;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'omniforge-data-'));
  platform = await startPlatform(data);
  editor = await startEditor({
    files: { 'notes.md': '# Notes\n' },
    environment: () => ({ OMNIFORGE_HOME: data }),
    prepare: (_, folder) => cpSync(join(root, 'samples/projects.csv'), join(folder, 'projects.csv')),
    size: { width: 1400, height: 900 },
  });
  workbench = editor.workbench;
  page = workbench.page;
});
after(async () => {
  await editor?.stop(failed());
  if (platform) {
    await stopGroup(platform);
  }

  rmSync(data, { recursive: true, force: true });
});

step('the platform on this machine is found and said so', async () => {
  await workbench.openFile('projects.csv');
  await workbench.command('OmniForge: Open Builder');
  await page.locator('.pane', { hasText: 'No agent yet' }).first().waitFor();
});

step('a file is shared with agents', async () => {
  await workbench.command('OmniForge: Share File with Agents');
  await workbench.notification('agents may read projects.csv').waitFor();
});

step('a talk leads to a proposal that is read and accepted', async () => {
  const builder = await workbench.builder();
  await builder.locator('.builder').first().waitFor();
  await say(builder, wish);
  for (let turns = 0; turns < 12 && (await builder.locator('.proposal.open').count()) === 0; turns++) {
    await say(builder, await answerTo(builder));
  }

  await builder.locator('.proposal.open button.file').first().click();
  await page.locator('.editor-instance .view-lines', { hasText: 'description:' }).first().waitFor();
  await picture(workbench, 'vscode-builder');
  await builder.locator('.proposal.open button', { hasText: 'Accept' }).click();
  await builder.locator('.proposal.accepted').waitFor();
});

step('the dry run says what a real run would do', async () => {
  const builder = await workbench.builder();
  await builder.locator('#test').click();
  await builder.locator('.builder, .notice', { hasText: 'The test passed' }).first().waitFor();
  await builder.locator('.builder, .notice', { hasText: 'In a real run: would write' }).first().waitFor();
  await builder.locator('#send').waitFor();
  assert.equal(await builder.locator('.step.succeeded').count(), 1);
  const doing = await builder.locator('.doing').allInnerTexts();
  assert.ok(doing.includes('going through projects.csv'), doing.join('\n'));
  assert.equal(await builder.locator('.failure').count(), 0);
});

step('turned on, the agent is in the tree with its next run', async () => {
  const builder = await workbench.builder();
  await builder.locator('#activate').click();
  await builder.locator('.activated').waitFor();
  await page.locator('.monaco-list-row', { hasText: 'on · next' }).waitFor();
  await picture(workbench, 'vscode-agent');
});

step('the agent runs from the tree, and its output streams', async () => {
  const row = page.locator('.monaco-list-row', { hasText: 'on · next' });
  await row.hover();
  await row.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.xterm-rows', { hasText: 'succeeded' }).first().waitFor();
  await row.click();
  await page.locator('.monaco-list-row', { hasText: /^Run/ }).filter({ hasText: 'succeeded' }).first().waitFor();
  await picture(workbench, 'vscode-run');
});

step('above a pulled skill stand its agent and its last run, and a dry run started there streams', async () => {
  const pulled = spawnSync(cli, ['skills', 'pull', 'Projects report', '--folder', join(editor.folder, 'pulled')], {
    env: { ...process.env, OMNIFORGE_HOME: data },
    encoding: 'utf8',
  });
  assert.equal(pulled.status, 0, pulled.stdout + pulled.stderr);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('SKILL.md');
  await lens('Last run succeeded').waitFor();
  await lens('Next run').waitFor();
  await page.locator('.xterm-rows').first().waitFor();
  await lens('Dry run').click();
  await workbench.notification('Dry run of Projects report: succeeded').waitFor();
  await page.locator('.xterm-rows', { hasText: 'going through projects.csv' }).first().waitFor();
  await page.locator('.xterm-rows', { hasText: 'would write' }).first().waitFor();
  await lens('Last dry run succeeded').waitFor();
  await workbench.command('Notifications: Clear All Notifications');
  await lens('Run', true).click();
  await workbench.notification('Run of Projects report: succeeded').waitFor();
  await lens('Last run succeeded').waitFor();
});

step('the whole talk is drawn again after a reload', async () => {
  await workbench.reload();
  const builder = await workbench.builder();
  await builder.locator('.person', { hasText: 'every Monday at 8' }).first().waitFor();
  await builder.locator('.activated').waitFor();
});

/** A lens of the open editor. */
const lens = (words, exact = false) => page.locator('.codelens-decoration').getByText(words, { exact }).first();

/** Says something and waits for the end of the turn. */
async function say(builder, text) {
  await builder.locator('#text').fill(text);
  await builder.locator('#send').click();
  await builder.locator('#stop').waitFor();
  await builder.locator('#send').waitFor();
}

async function answerTo(builder) {
  const spoken = (await builder.locator('.builder, .question').allInnerTexts()).at(-1).toLowerCase();
  const found = answers.find(([words]) => words.some((word) => spoken.includes(word)));
  assert.ok(found, `Nobody has an answer to: ${spoken}`);
  return found[1];
}
