import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseBinary } from '../src/server/binary.ts';
import { Crashes } from '../src/server/crashes.ts';

type Look = 'program' | 'notExecutable' | 'folder' | 'nothing';
const choose = (setting: string, found: Record<string, Look>) =>
  chooseBinary({ setting, bundled: '/ext/server', home: '/home/me', look: (path) => found[path] ?? 'nothing' });

test('without a setting the bundled server is started', () => {
  assert.deepEqual(choose('', { '/ext/server': 'program' }), { path: '/ext/server' });
});

test('the setting wins, and ~ is the home folder', () => {
  assert.deepEqual(choose('~/ls', { '/home/me/ls': 'program', '/ext/server': 'program' }), { path: '/home/me/ls' });
});

test('a wrong path is not replaced in silence by the bundled server', () => {
  const chosen = choose('/nowhere', { '/ext/server': 'program' });
  assert.ok('problem' in chosen && chosen.problem.includes('/nowhere') && chosen.problem.includes('omniforge.server.path'));
});

test('a folder and a file that may not be executed are told apart', () => {
  const folder = choose('/opt', { '/opt': 'folder' });
  const file = choose('/opt/ls', { '/opt/ls': 'notExecutable' });
  assert.ok('problem' in folder && folder.problem.includes('folder'));
  assert.ok('problem' in file && file.problem.includes('chmod'));
});

test('a system without a bundled server is told so', () => {
  const chosen = choose('', {});
  assert.ok('problem' in chosen && chosen.problem.includes('your system'));
});

test('a server that dies is started three times within three minutes, then no more', () => {
  let now = 0;
  const crashes = new Crashes(() => now);
  assert.deepEqual([1, 2, 3, 4].map(() => crashes.next()), ['restart', 'restart', 'restart', 'giveUp']);
  now += 3 * 60_000;
  assert.equal(crashes.next(), 'restart');
});

test('a restart by hand forgives', () => {
  const crashes = new Crashes(() => 0);
  [1, 2, 3].forEach(() => crashes.next());
  crashes.forget();
  assert.equal(crashes.count, 0);
  assert.equal(crashes.next(), 'restart');
});
