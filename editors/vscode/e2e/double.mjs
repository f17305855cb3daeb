#!/usr/bin/env node
// A language server whose platform is played from a script: what begins with omniforge/ is answered here, everything
// else by the real server behind it. For what a real platform does not do on demand: die, refuse a key, wait for ever.
// DOUBLE_SERVER = the real language server; DOUBLE_STATE = a file that outlives this process.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const stateFile = process.env.DOUBLE_STATE;
const state = existsSync(stateFile)
  ? JSON.parse(readFileSync(stateFile, 'utf8'))
  : { sequence: 0, journal: [], proposal: undefined, active: false, executions: [] };
const real = spawn(process.env.DOUBLE_SERVER, [], { stdio: ['pipe', 'pipe', 'inherit'] });
let configuration = {};

/** Cuts a byte stream into messages. */
function onMessages(stream, hear) {
  let buffer = Buffer.alloc(0);
  stream.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n');
      const length = end < 0 ? undefined : Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())?.[1]);
      if (length === undefined || buffer.length < end + 4 + length) {
        return;
      }

      const body = buffer.subarray(end + 4, end + 4 + length).toString();
      buffer = buffer.subarray(end + 4 + length);
      hear(JSON.parse(body));
    }
  });
}

const write = (stream, message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  stream.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
const notify = (method, params) => write(process.stdout, { method: `omniforge/${method}`, params });
const save = () => writeFileSync(stateFile, JSON.stringify(state));

function tell(event) {
  const numbered = { conversationId: 'c1', sequence: ++state.sequence, ...event };
  state.journal.push(numbered);
  notify('builder/event', numbered);
  save();
}

/** What the platform does not store: it has no number and is never told again. */
const pass = (event) => notify('builder/event', { conversationId: 'c1', sequence: 0, ...event });

function say(text) {
  for (const piece of text.match(/.{1,12}/gs)) {
    notify('builder/event', { conversationId: 'c1', sequence: state.sequence, kind: 'messageDelta', text: piece });
  }

  tell({ kind: 'message', text });
  return text;
}

const refuse = (reason, message) => {
  throw { code: -32803, message, data: { reason } };
};

const skill = (when) => `---\nname: weekly-report\ndescription: Sums up sales.csv. Use when the weekly report is due.\nallowed-tools: Read, Write\n---\n\n# Weekly report\n\n1. Read \`sales.csv\`.\n2. Add up the amounts per region.\n3. Write \`report.md\`.\n${when}`;
const row = (number) => `| ${number} | Northwind Dental packaging design | Jonah Klein | At risk | 2027-03-29 | ${number * 1200} |`;
const longReply = [
  'This is the whole list. The file is /home/somebody/projects/with-a-very-long-name-that-nothing-breaks/2027/north-and-south/projects.csv.',
  '| number | project | owner | status | due | budget |\n| ---: | --- | --- | --- | --- | ---: |',
  ...Array.from({ length: 30 }, (_, at) => row(at + 1)),
  '\nShall I go on like this?',
].join('\n');
const waiting = new Map();

function status() {
  if (configuration.apiKey === 'wrong') {
    return { state: 'signedOut', message: 'The platform does not accept this key.' };
  }

  return { state: 'connected', endpoint: 'http://127.0.0.1:5081', message: 'Connected to the platform on this machine.', tools: 12 };
}

function agents() {
  const agent = { id: 'a1', name: 'weekly-report', description: 'Sums up sales.csv every Monday.', skills: ['weekly-report'] };
  return state.proposal?.status === 'accepted'
    ? [{ ...agent, status: state.active ? 'active' : 'draft', nextRun: state.active ? '2030-01-07T07:00:00Z' : undefined }]
    : [];
}

function turn({ text }, id) {
  tell({ kind: 'turnStarted', text });
  switch (text) {
    case 'crash':
      process.exit(3);
      break;
    case 'wrong key':
      return refuse('UNAUTHENTICATED', 'The platform does not accept this key.');
    case 'down':
      return refuse('SERVER_DOWN', 'The platform at http://127.0.0.1:5081 does not answer.');
    case 'long':
      return { turnId: 't0', reply: say(longReply), phase: 'requirements', status: 'completed' };
    case 'slow':
      say('I am thinking about it.');
      return new Promise((_, reject) => waiting.set(id, reject));
  }

  if (!state.asked) {
    state.asked = true;
    const reply = say('A weekly report from sales.csv. When should it run?');
    tell({ kind: 'question', question: { id: 'q1', text: 'When should it run?', choices: ['Every Monday at 8', 'Every Friday at 17'] } });
    return { turnId: 't1', reply, phase: 'requirements', status: 'completed' };
  }

  const reply = say('This is what I would build. Have a look, then accept it.');
  state.proposal = {
    id: 'p1',
    title: 'An agent for the weekly report',
    summary: 'One skill that reads sales.csv and writes report.md.',
    status: 'open',
    files: [
      { path: 'skills/weekly-report/SKILL.md', before: null, after: skill('') },
      { path: 'skills/weekly-report/regions.md', before: 'North and south.\n', after: 'North, south and east.\n' },
      { path: 'skills/weekly-report/old.md', before: 'Nobody reads this.\n', after: null },
    ],
    changes: ['Adds the skill weekly-report', `Runs it: ${text}, Europe/Berlin`],
  };
  tell({ kind: 'proposal', proposal: state.proposal });
  return { turnId: 't2', reply, phase: 'generation', status: 'completed' };
}

function decide({ decision }) {
  state.proposal = { ...state.proposal, status: decision === 'accept' ? 'accepted' : 'rejected' };
  tell({ kind: 'proposalDecided', text: 'p1', status: state.proposal.status });
  say('Accepted. A dry run shows whether it works.');
  return { phase: 'testing', status: state.proposal.status };
}

function test() {
  tell({ kind: 'testStarted' });
  pass({ kind: 'testEvent', step: { skill: 'weekly-report', status: 'stepStarted' } });
  pass({ kind: 'testEvent', step: { skill: '', status: 'output', text: 'reading sales.csv' } });
  pass({ kind: 'testEvent', step: { skill: 'weekly-report', status: 'succeeded', text: '3 regions' } });
  tell({ kind: 'testFinished', status: 'succeeded', text: 'The dry run succeeded.' });
  say('That worked. Turn it on?');
  return { executionId: 'x0', status: 'succeeded', summary: 'The dry run succeeded.' };
}

function activate() {
  state.active = true;
  tell({ kind: 'activated', nextRun: '2030-01-07T07:00:00Z' });
  return { agentId: 'a1', nextRun: '2030-01-07T07:00:00Z' };
}

function run({ agentId, mode }) {
  const executionId = `x${state.executions.length + 1}`;
  const ends = { id: executionId, agentId, mode, status: 'succeeded', startedAt: '2029-12-31T07:00:00Z', summary: 'Wrote report.md.' };
  state.executions.unshift(ends);
  save();
  setImmediate(() => runEvents(executionId));
  return { executionId };
}

function runEvents(executionId) {
  [
    { kind: 'started' },
    { kind: 'stepStarted', skill: 'weekly-report' },
    { kind: 'output', text: 'Reading sales.csv' },
    { kind: 'stepFinished', skill: 'weekly-report', status: 'succeeded', text: '3 regions' },
    { kind: 'finished', status: 'succeeded', text: 'Wrote report.md.' },
  ].forEach((event, index) => notify('execution/event', { executionId, agentId: 'a1', sequence: index + 1, ...event }));
  return {};
}

function open({ conversationId, afterSequence }) {
  if (conversationId !== undefined && conversationId !== 'c1') {
    refuse('CONVERSATION_NOT_FOUND', 'This conversation is not there any more.');
  }

  if (conversationId === 'c1') {
    setImmediate(() => state.journal.filter(({ sequence }) => sequence > (afterSequence ?? 0)).forEach((event) => notify('builder/event', event)));
  }

  return {
    conversationId: 'c1',
    greeting: 'What should be done for you, and when?',
    phase: 'discovery',
    lastSequence: state.sequence,
    proposals: state.proposal ? [state.proposal] : [],
  };
}

const answers = {
  status,
  'agents/list': () => ({ agents: agents() }),
  'executions/list': () => ({ executions: state.executions }),
  'execution/run': run,
  'execution/watch': ({ executionId }) => runEvents(executionId),
  'execution/cancel': () => ({}),
  'agent/activate': () => ((state.active = true), save(), agents()[0]),
  'agent/pause': () => ((state.active = false), save(), agents()[0]),
  'builder/open': open,
  'builder/turn': turn,
  'builder/decide': decide,
  'builder/test': test,
  'builder/activate': activate,
  'builder/close': () => ({}),
  'inbox/list': () => ({ items: state.notices ?? [] }),
  'inbox/read': ({ ids }) => ((state.notices = (state.notices ?? []).filter(({ id }) => ids.length > 0 && !ids.includes(id))), save(), { marked: 1 }),
};

async function answer({ id, method, params }) {
  const act = answers[method.replace('omniforge/', '')];
  try {
    write(process.stdout, { id, result: (await act(params, id)) ?? null });
  } catch (error) {
    write(process.stdout, { id, error: error.code ? error : { code: -32603, message: String(error) } });
  }
}

onMessages(process.stdin, (message) => {
  if (process.env.DOUBLE_LOG) {
    appendFileSync(process.env.DOUBLE_LOG, `${JSON.stringify(message)}\n`);
  }

  if (message.method === 'initialize') {
    configuration = message.params.initializationOptions ?? {};
  } else if (message.method === 'workspace/didChangeConfiguration') {
    configuration = message.params.settings?.omniforge ?? configuration;
    notify('status/changed', status());
  } else if (message.method === '$/cancelRequest' && waiting.has(message.params.id)) {
    waiting.get(message.params.id)({ code: -32800, message: 'Cancelled.' });
  }

  if (message.method?.startsWith('omniforge/')) {
    void answer(message);
  } else {
    write(real.stdin, message);
  }
});
onMessages(real.stdout, (message) => write(process.stdout, message));
real.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('end', () => real.stdin.end());
