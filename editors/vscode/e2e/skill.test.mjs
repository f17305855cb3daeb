// A skill is written in the real editor, with the shipped extension and the language server inside it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { picture, startEditor } from './editor.mjs';
import { steps } from './steps.mjs';

const bad = `---
name: weekly-report
description: Sums up sales.csv. Use when the weekly report is due.
allowed-tool: Read, Write
---

1. Read sales.csv.
`;

const { step, failed } = steps('skill');
let editor;
let workbench;
let page;

before(async () => {
  editor = await startEditor({ files: { '.claude/skills/weekly-report/SKILL.md': '\n' } });
  workbench = editor.workbench;
  page = workbench.page;
});
after(() => editor?.stop(failed()));

const problem = (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();

step('a mistake is underlined while it is typed, and said once', async () => {
  await workbench.openFile('SKILL.md');
  await workbench.type(bad);
  await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
  await workbench.command('View: Focus Problems');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'OF3004' });
  await problem.first().waitFor();
  assert.equal(await problem.count(), 1);
  assert.match(await problem.innerText(), /the field is called 'allowed-tools'/);
});

step('what VS Code says of a skill by itself is not said twice', async () => {
  await workbench.openFile('SKILL.md');
  await workbench.type(bad.replace('name: weekly-report', 'name: Weekly_Report!'));
  await workbench.command('View: Focus Problems');
  await problem('OF3004').waitFor();
  await problem('Skill name may only contain').waitFor();
  await problem('should match the folder name').waitFor();
  const ours = page.locator('.markers-panel .monaco-list-row', { hasText: 'Ln 2' }).filter({ hasText: 'omniforge' });
  assert.deepEqual(await ours.allInnerTexts(), []);
});

step('the light bulb mends it', async () => {
  await workbench.openFile('SKILL.md');
  await workbench.type(bad);
  await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
  await workbench.command('View: Focus Problems');
  await problem('OF3004').waitFor();
  await page.locator('.editor-instance .view-line', { hasText: 'allowed-tool' }).click();
  await page.keyboard.press('Control+.');
  const fixes = page.locator('.action-widget .monaco-list-row', { hasText: 'allowed-tools' });
  await fixes.first().waitFor();
  await picture(workbench, 'vscode-fix');
  await fixes.first().click();
  await page.locator('.editor-instance .view-line', { hasText: 'allowed-tools: Read, Write' }).waitFor();
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'OF3004' }).first().waitFor({ state: 'detached' });
});

step('a tool is completed', async () => {
  await workbench.openFile('SKILL.md');
  await page.locator('.editor-instance .view-line', { hasText: 'allowed-tools: Read, Write' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(', Gr');
  await page.keyboard.press('Control+Space');
  const proposal = page.locator('.suggest-widget .monaco-list-row', { hasText: 'Grep' }).first();
  await proposal.waitFor();
  await picture(workbench, 'vscode-completion');
  await proposal.click();
  await page.locator('.editor-instance .view-line', { hasText: 'allowed-tools: Read, Write, Grep' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  assert.match(readFileSync(join(editor.folder, '.claude/skills/weekly-report/SKILL.md'), 'utf8'), /allowed-tools: Read, Write, Grep/);
});

step('a new skill is named, made and opened as a form to fill in', async () => {
  await workbench.command('OmniForge: New Skill…');
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.fill('Sales Digest');
  await page.locator('.quick-input-widget .quick-input-message', { hasText: 'Use small letters' }).waitFor();
  await input.fill('sales-digest');
  await page.keyboard.press('Enter');
  await page.locator('.editor-instance .view-line', { hasText: 'name: sales-digest' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sums up the day');
  await page.locator('.editor-instance .view-line', { hasText: 'description: Sums up the day. Use when' }).waitFor();
  assert.ok(existsSync(join(editor.folder, '.claude/skills/sales-digest/SKILL.md')));
});
