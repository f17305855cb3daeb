// Servers that are missing, broken or mute: one clear message, and an editor that goes on.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { languageServer, startEditor } from './editor.mjs';
import { steps } from './steps.mjs';

const skill = '---\nname: report\ndescription: Sums up. Use when a report is due.\nallowed-tool: Read\n---\n\n1. Read.\n';
const { step, failed } = steps('failures');
let editor;
let workbench;
let page;

/** The finding that only our server makes; VS Code's own checks find nothing here. */
const ours = () => page.locator('.markers-panel .monaco-list-row', { hasText: 'OF3004' });

const setPath = (path) =>
  writeFileSync(join(editor.home, 'user/Machine/settings.json'), JSON.stringify({ 'omniforge.server.path': path }));

before(async () => {
  editor = await startEditor({
    files: { '.claude/skills/report/SKILL.md': skill },
    settings: () => ({ 'omniforge.server.path': '/nowhere/omniforge-language-server' }),
  });
  workbench = editor.workbench;
  page = workbench.page;
});
after(() => editor?.stop(failed()));

step('a wrong path is said once, with the way out', async () => {
  await workbench.openFile('SKILL.md');
  await workbench.notification('There is no language server at /nowhere/omniforge-language-server').waitFor();
  const all = page.locator('.notifications-toasts .notification-list-item', { hasText: 'language server' });
  assert.equal(await all.count(), 1);
  assert.equal(await all.getByRole('button', { name: 'Open Settings' }).count(), 1);
});

step('the builder says it too, and the editor still edits', async () => {
  await workbench.command('Notifications: Clear All Notifications');
  await workbench.command('OmniForge: Open Builder');
  const builder = await workbench.builder();
  await builder.locator('.failure', { hasText: 'is not running' }).waitFor();
  await workbench.openFile('SKILL.md');
  await workbench.type(skill.replace('Sums up', 'Adds up'));
  assert.match(await workbench.text(), /Adds up/);
});

step('a corrected path is taken up without a reload', async () => {
  setPath('');
  await workbench.command('View: Focus Problems');
  await ours().first().waitFor();
});

step('a program that ends at once is said once', async () => {
  await workbench.command('Notifications: Clear All Notifications');
  setPath(program('ends-at-once', 'exit 7'));
  await workbench.notification('did not start').waitFor();
  await ours().first().waitFor({ state: 'detached' });
  assert.deepEqual(await errors().count(), 1);
});

step('a server that dies again and again is given up with one message', async () => {
  await workbench.command('Notifications: Clear All Notifications');
  // The first start goes well; from then on it ends whenever it has answered.
  setPath(program('dies', `exec 3<&0; "${languageServer}" <&3 & server=$!; sleep 1; kill -9 $server`));
  await workbench.notification('stopped four times').waitFor();
  assert.equal(await errors().count(), 1, (await errors().allInnerTexts()).join('\n'));
});

step('restart brings it back', async () => {
  await workbench.command('Notifications: Clear All Notifications');
  setPath('');
  await ours().first().waitFor();
  await workbench.command('OmniForge: Show Version');
  await workbench.notification('omniforge-language-server').waitFor();
});

const errors = () => page.locator('.notifications-toasts .notification-list-item', { hasText: /server|OmniForge/ });

function program(name, script) {
  const path = join(editor.home, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
