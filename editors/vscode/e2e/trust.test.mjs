// A folder that nobody trusts: its skills are checked, its settings start nothing, and nothing runs.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { startEditor } from './editor.mjs';
import { steps } from './steps.mjs';

const skill = '---\nname: report\ndescription: Sums up. Use when a report is due.\nallowed-tool: Read\n---\n\n1. Read.\n';
const { step, failed } = steps('trust');
let editor;
let workbench;
let page;
let ran;

before(async () => {
  editor = await startEditor({
    trust: 'ask',
    files: { '.claude/skills/report/SKILL.md': skill },
    prepare: (home, folder) => {
      ran = join(home, 'it-ran');
      const theirs = join(folder, 'their-server');
      writeFileSync(theirs, `#!/bin/sh\ntouch '${ran}'\n`);
      chmodSync(theirs, 0o755);
      mkdirSync(join(folder, '.vscode'));
      writeFileSync(
        join(folder, '.vscode/settings.json'),
        JSON.stringify({ 'omniforge.server.path': theirs, 'omniforge.endpoint': 'http://127.0.0.1:9' }),
      );
    },
  });
  workbench = editor.workbench;
  page = workbench.page;
});
after(() => editor?.stop(failed()));

step('skills are checked by our own server, not by the one of the folder', async () => {
  await page.getByText('Restricted Mode', { exact: true }).first().waitFor();
  await workbench.openFile('SKILL.md');
  await workbench.command('View: Focus Problems');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'OF3004' }).first().waitFor();
  assert.ok(!existsSync(ran));
});

step('running is not offered', async () => {
  const input = await workbench.quickInput('F1');
  await input.fill('>OmniForge: ');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'OmniForge: Open Builder' }).first().waitFor();
  const offered = (await rows.allInnerTexts()).join('\n');
  assert.doesNotMatch(offered, /OmniForge: (Dry )?Run/);
  await page.keyboard.press('Escape');
});
