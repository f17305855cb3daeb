// The builder, the agents and the dry runs against a scripted platform.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { languageServer, root, startEditor } from './editor.mjs';
import { eventually, steps } from './steps.mjs';

const skill = `---
name: weekly-report
description: Sums up sales.csv. Use when the weekly report is due.
---

1. Read sales.csv.
`;

let editor;
let workbench;
let page;
const { step, failed } = steps('builder');

before(async () => {
  editor = await startEditor({
    files: { '.claude/skills/weekly-report/SKILL.md': skill },
    settings: () => ({ 'omniforge.server.path': join(root, 'editors/vscode/e2e/double.mjs') }),
    environment: (home) => ({ DOUBLE_SERVER: languageServer, DOUBLE_STATE: join(home, 'double.json'), DOUBLE_LOG: join(home, 'double.log') }),
  });
  workbench = editor.workbench;
  page = workbench.page;
});
after(() => editor?.stop(failed()));

step('the builder greets and asks with choices as buttons', async () => {
  await workbench.openFile('SKILL.md');
  await workbench.command('OmniForge: Open Builder');
  const builder = await workbench.builder();
  await builder.locator('.builder', { hasText: 'What should be done for you' }).waitFor();
  await eventually(page, () => builder.locator('#text').evaluate((text) => text === document.activeElement));
  await page.keyboard.type('Make a weekly report from sales.csv');
  await page.keyboard.press('Enter');
  await builder.locator('.builder', { hasText: 'When should it run?' }).waitFor();
  assert.equal(await builder.locator('.builder').count(), 2);
  // The answers stand before the text in the order of the keys, and a used one leaves the focus where one types.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await builder.locator('.proposal.open').waitFor();
  assert.deepEqual(await builder.locator('.person').allInnerTexts(), ['Make a weekly report from sales.csv', 'Every Monday at 8']);
  assert.ok(await builder.locator('#text').evaluate((text) => text === document.activeElement));
});

step('a proposed file is shown as what happens to it: new, changed, gone', async () => {
  const builder = await workbench.builder();
  const show = (name) => builder.locator('.proposal button.file', { hasText: name }).click();
  await show('SKILL.md');
  await page.locator('.tab.active', { hasText: 'SKILL.md (new file)' }).waitFor();
  await page.locator('.editor-instance .view-lines', { hasText: 'Add up the amounts per region' }).first().waitFor();
  assert.equal(await page.locator('.monaco-diff-editor').count(), 0);
  await show('regions.md');
  await page.locator('.tab.active', { hasText: 'regions.md (proposed change)' }).waitFor();
  await page.locator('.monaco-diff-editor .view-lines', { hasText: 'south and east' }).first().waitFor();
  await show('old.md');
  await page.locator('.tab.active', { hasText: 'old.md (would be deleted)' }).waitFor();
  await page.locator('.editor-instance .view-lines', { hasText: 'Nobody reads this' }).first().waitFor();
});

step('the conversation survives a reload of the window', async () => {
  await workbench.reload();
  const builder = await workbench.builder();
  await builder.locator('.proposal.open').waitFor();
  assert.deepEqual(await builder.locator('.person').allInnerTexts(), ['Make a weekly report from sales.csv', 'Every Monday at 8']);
  assert.equal(await builder.locator('.proposal').count(), 1);
});

step('accept, dry run and turn on lead to an agent in the tree', async () => {
  const builder = await workbench.builder();
  await builder.locator('.proposal button', { hasText: 'Accept' }).click();
  await builder.locator('.proposal.accepted').waitFor();
  await builder.locator('#test').click();
  await builder.locator('.step.succeeded', { hasText: 'weekly-report: 3 regions' }).waitFor();
  assert.equal(await builder.locator('.step').count(), 1);
  assert.deepEqual(await builder.locator('.doing').allInnerTexts(), ['reading sales.csv']);
  await builder.locator('#activate').click();
  await builder.locator('.activated').waitFor();
  await page.locator('.monaco-list-row', { hasText: 'weekly-report' }).filter({ hasText: 'on · next' }).waitFor();
});

step('a dry run from the tree prints its steps and is listed afterwards', async () => {
  const row = page.locator('.monaco-list-row', { hasText: 'on · next' });
  await row.hover();
  await row.getByRole('button', { name: 'Dry Run' }).click();
  await workbench.notification('Dry run of weekly-report: succeeded').waitFor();
  await page.locator('.xterm-rows', { hasText: 'Reading sales.csv' }).first().waitFor();
  await row.click();
  await page.locator('.monaco-list-row', { hasText: 'Dry run' }).filter({ hasText: 'succeeded' }).first().waitFor();
});

step('the test explorer lists a dry run for the agent and runs it', async () => {
  await workbench.command('Testing: Focus on Test Explorer View');
  const item = page.locator('.test-explorer .monaco-list-row', { hasText: 'weekly-report' });
  await item.waitFor();
  await workbench.command('Test: Run All Tests');
  await page.locator('.test-explorer .monaco-list-row .computed-state.codicon-testing-passed-icon').first().waitFor();
});

step('a turn can be stopped', async () => {
  await workbench.command('OmniForge: Open Builder');
  const builder = await workbench.builder();
  await builder.locator('#text').fill('slow');
  await builder.locator('#send').click();
  await builder.locator('.builder', { hasText: 'I am thinking about it.' }).waitFor();
  await page.keyboard.press('Escape');
  await builder.locator('#send').waitFor();
  assert.ok(readFileSync(join(editor.home, 'double.log'), 'utf8').includes('$/cancelRequest'));
});

step('a platform that is down is said in the conversation, and the text stays', async () => {
  const builder = await workbench.builder();
  await builder.locator('#text').fill('down');
  await builder.locator('#send').click();
  await builder.locator('.failure', { hasText: 'does not answer' }).waitFor();
  await builder.locator('.person', { hasText: 'down' }).waitFor();
  assert.equal(await builder.locator('#text').inputValue(), 'down');
});

step('a key is asked for, kept in secret storage and sent to the server', async () => {
  const builder = await workbench.builder();
  await builder.locator('#text').fill('wrong key');
  await builder.locator('#send').click();
  await builder.locator('.failure button', { hasText: 'Sign In' }).click();
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  assert.equal(await input.getAttribute('type'), 'password');
  await input.fill('of_good-key');
  await page.keyboard.press('Enter');
  await eventually(page, () => readFileSync(join(editor.home, 'double.log'), 'utf8').includes('"apiKey":"of_good-key"'));
  const settings = join(editor.home, 'user/User/settings.json');
  assert.ok(!readFileSync(settings, 'utf8').includes('of_good-key'));
});

step('a server that dies is started again and the conversation goes on', async () => {
  const builder = await workbench.builder();
  const failures = await builder.locator('.failure').count();
  await builder.locator('#text').fill('crash');
  await builder.locator('#send').click();
  await eventually(page, async () => (await builder.locator('.failure').count()) > failures);
  const greetings = () => readFileSync(join(editor.home, 'double.log'), 'utf8').split('"method":"initialize"').length - 1;
  await eventually(page, () => greetings() >= 3);
  const said = await builder.locator('.builder').count();
  await builder.locator('#text').fill('and now?');
  await builder.locator('#send').click();
  await builder.locator('.person', { hasText: 'and now?' }).waitFor();
  await eventually(page, async () => (await builder.locator('.builder').count()) > said);
});

step('@omniforge answers in the chat without any assistant', async () => {
  await workbench.command('Chat: Open Chat');
  const input = page.locator('.interactive-session .interactive-input-editor .native-edit-context, .interactive-session .interactive-input-editor textarea').first();
  await input.waitFor();
  await input.focus();
  await page.keyboard.type('@omniforge hello there');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.locator('.interactive-response', { hasText: 'This is what I would build' }).first().waitFor();
});
