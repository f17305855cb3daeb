import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawAgent, drawExecution, drawNotice, outputLine, whenIs } from '../src/agents/words.ts';
import { isCancelled, sentenceOf, wantsKey } from '../src/platform/failure.ts';
import { statusWords } from '../src/platform/statusWords.ts';
import type { Agent, ExecutionEvent } from '../src/platform/wire.ts';
import { agentsUsing, skillNameOf } from '../src/dryruns/skillNames.ts';
import { debugInformation } from '../src/support/debugInformation.ts';

const agent: Agent = { id: 'a', name: 'Weekly report', status: 'active', description: 'Sums up sales.', nextRun: 'N', skills: ['report'] };
const event = (more: Partial<ExecutionEvent>): ExecutionEvent => ({ executionId: 'e', agentId: 'a', sequence: 1, kind: 'output', ...more });

test('an agent that is on says when it runs next', () => {
  const drawn = drawAgent(agent, () => 'Mon 08:00');
  assert.equal(drawn.description, 'on · next Mon 08:00');
  assert.equal(drawn.context, 'agent.active');
  assert.match(drawn.tooltip, /report/);
});

test('a paused agent has no next time', () => {
  assert.equal(drawAgent({ ...agent, status: 'paused' }, () => 'x').description, 'paused');
});

test('a status of a newer server is shown as it came', () => {
  const drawn = drawAgent({ ...agent, status: 'sleeping' as Agent['status'] }, () => 'x');
  assert.equal(drawn.description, 'sleeping');
});

test('only an execution that goes on can be cancelled', () => {
  const shown = (status: 'running' | 'failed') =>
    drawExecution({ id: 'e', agentId: 'a', mode: 'dryRun', status, error: 'No file.' }, () => '').context;
  assert.equal(shown('running'), 'execution.unfinished');
  assert.equal(shown('failed'), 'execution.finished');
});

test('a notice says its kind, its time and, in full, what happened', () => {
  const notice = { id: 'n', kind: 'waiting' as const, text: 'The run waits.', agentId: 'a', at: 'N' };
  const drawn = drawNotice(notice, () => '08:00');
  assert.deepEqual([drawn.label, drawn.description, drawn.tooltip, drawn.context], ['A run waits for you', '08:00', 'The run waits.', 'notice']);
  assert.equal(drawNotice({ ...notice, kind: 'moon' as never, at: undefined }, () => 'x').label, 'moon');
});

test('a run is told line by line', () => {
  assert.equal(outputLine(event({ kind: 'stepStarted', skill: 'report' })), '▶ report');
  assert.equal(outputLine(event({ kind: 'stepFinished', skill: 'report', status: 'failed', text: 'No file.' })), '✗ report: No file.');
  assert.equal(outputLine(event({ text: 'a\nb\n' })), '    a\n    b');
  assert.equal(outputLine(event({ text: '' })), undefined);
  assert.match(outputLine(event({ text: 'x'.repeat(1000) })) ?? '', /^ {4}x{600} … 400 more characters$/);
  assert.equal(outputLine(event({ kind: 'finished', status: 'succeeded' })), 'succeeded.');
});

test('times are told as people do', () => {
  const now = new Date(2026, 10, 22, 15, 0);
  const iso = (day: number, hour: number): string => new Date(2026, 10, day, hour, 5).toISOString();
  assert.equal(whenIs(iso(22, 8), now), '08:05');
  assert.equal(whenIs(iso(23, 8), now), 'tomorrow 08:05');
  assert.equal(whenIs(iso(21, 23), now), 'yesterday 23:05');
  assert.match(whenIs(iso(30, 8), now), /^Mon,? 30 Nov 08:05$/);
  assert.equal(whenIs('soon', now), 'soon');
});

test('the status says one thing and offers what helps', () => {
  assert.deepEqual(
    [
      statusWords({ state: 'connected', message: 'm', tools: 1 }, undefined).text,
      statusWords({ state: 'signedOut', message: 'm' }, undefined).action,
      statusWords({ state: 'offline', message: 'm' }, undefined).detail,
      statusWords({ state: 'connected', message: 'm' }, 'No server at /x.').detail,
    ],
    ['OmniForge: connected, 1 tool', 'signIn', 'm', 'No server at /x.'],
  );
});

test('failures are sentences', () => {
  assert.equal(sentenceOf({ code: -32803, message: 'The platform is down.' }), 'The platform is down.');
  assert.match(sentenceOf({ code: -32601, message: "No method 'omniforge/x'" }), /older than the extension/);
  assert.match(sentenceOf({ code: -32097, message: 'Pending response rejected since connection got disposed' }), /ended before it answered/);
  assert.match(sentenceOf(undefined), /Show Log/);
  assert.ok(isCancelled({ code: -32800 }));
  assert.ok(wantsKey({ data: { reason: 'UNAUTHENTICATED' } }));
  assert.ok(!wantsKey(new Error('x')));
});

test('dry runs are listed for agents that use a skill of the workspace', () => {
  const agents = [agent, { ...agent, id: 'b', skills: ['other'] }, { ...agent, id: 'c', status: 'archived' as const }];
  const skills = ['/w/.claude/skills/report/SKILL.md'].map(skillNameOf);
  assert.deepEqual(agentsUsing(agents, skills).map(({ agent: { id }, skill }) => [id, skill]), [['a', 'report']]);
});

test('the debug information carries no secret of the endpoint', () => {
  const text = debugInformation({
    extension: '0.1.0',
    editor: 'VS Code 1',
    system: 'linux-x64',
    server: 'omniforge-language-server 1',
    serverPath: 'bundled',
    profile: 'auto',
    endpoint: 'https://me:secret@example.com/x?token=secret',
    status: 'Connected.',
    trusted: true,
  });
  assert.ok(!text.includes('secret'));
  assert.match(text, /https:\/\/example\.com\/x/);
});
