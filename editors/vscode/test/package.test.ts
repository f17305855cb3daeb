import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { builderPage } from '../src/builder/page.ts';

const home = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, home), 'utf8');
const manifest = JSON.parse(read('package.json'));
const sources = readdirSync(new URL('src', home), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => read(`src/${path}`))
  .join('\n');

test('every command in the manifest is registered, and every setting is read', () => {
  const commands: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const missing = commands.filter((command) => {
    const short = command.replace('omniforge.', '');
    return !sources.includes(`registerCommand('${command}'`) && !sources.includes(`command('${short}'`);
  });
  assert.deepEqual(missing, []);
  for (const setting of Object.keys(manifest.contributes.configuration.properties)) {
    assert.ok(sources.includes(`'${setting.replace('omniforge.', '')}'`), setting);
  }
});

test('menus, views and walkthroughs name commands and files that exist', () => {
  const known = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
  for (const entries of Object.values(manifest.contributes.menus) as { command: string }[][]) {
    entries.forEach(({ command }) => assert.ok(known.has(command), command));
  }

  const steps = manifest.contributes.walkthroughs.flatMap((each: { steps: unknown[] }) => each.steps) as { media: { markdown: string } }[];
  const files = [...steps.map(({ media }) => media.markdown), ...manifest.contributes.snippets.map(({ path }: { path: string }) => path), manifest.icon];
  files.forEach((file) => assert.ok(read(file).length > 0, file));
});

test('a folder that is not trusted has no say in the server and the endpoint', () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['omniforge.server.path', 'omniforge.endpoint']);
});

test('packages have exact versions', () => {
  Object.values(manifest.devDependencies as Record<string, string>).forEach((version) => assert.match(version, /^\d+\.\d+\.\d+$/));
});

test('the page runs no script but its own and loads nothing from elsewhere', () => {
  const page = builderPage({ nonce: 'N1', cspSource: 'vscode:', script: 's.js', style: 's.css' });
  assert.match(page, /default-src 'none'; style-src vscode:; script-src 'nonce-N1';/);
  assert.deepEqual([...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag), ['<script nonce="N1" src="s.js">']);
  assert.ok(!/\son\w+=|style=|unsafe/.test(page));
});

test('snippets are well formed skills', () => {
  const snippets = JSON.parse(read('snippets/skill.json')) as Record<string, { body: string[] }>;
  for (const [name, { body }] of Object.entries(snippets)) {
    assert.equal(body[0], '---', name);
    assert.ok(body.slice(1).includes('---'), name);
    assert.ok(body.some((line) => line.startsWith('description: ')), name);
  }
});
