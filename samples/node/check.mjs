// What a program in another language must be able to do with nothing but protos/. Ends with one line: N passed, N failed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, connect, plain, reasonOf, struct } from './client.mjs';
import { startServer } from './server.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const own = process.env.OMNIFORGE_URL ? undefined : await startServer(root);
const server = own ?? { url: process.env.OMNIFORGE_URL, key: process.env.OMNIFORGE_API_KEY };
const client = connect(server);
const id = () => randomUUID().replaceAll('-', '');

const skill = `---
name: late-list
description: List the projects that are late, earliest first.
allowed-tools: table_query
---

# Late list

## Steps

1. Keep the late projects with \`table_query\`.

   \`\`\`json
   {"source": {"file": "projects.csv"}, "where": [{"column": "status", "op": "eq", "value": "Late"}],
    "sort": [{"column": "due_date"}], "limit": 5, "output": "markdown"}
   \`\`\`
   -> late

## Result

\`\`\`json
{"text": "{{late.markdown}}", "rows": "{{late.count}}"}
\`\`\`
`;

/** All events of a stream up to its end; proves that nothing is missing. */
async function readAll(stream, after) {
  const events = [];
  let last = after;
  for await (const { frame, event } of stream) {
    if (frame !== 'event' || event.sequence === '0') continue;
    assert.equal(Number(event.sequence), last + 1 + event.skipped, 'a sequence number is missing or repeated');
    last = Number(event.sequence);
    events.push(event);
  }
  return events;
}

const kept = {};
const checks = {
  'a call without a key is refused': async () => {
    const error = await call(connect({ url: server.url }).agents, 'ListAgents', {}).catch((refusal) => refusal);
    assert.equal(error.code, 16);
    assert.equal(reasonOf(error), 'CREDENTIAL_MISSING');
  },
  'an unknown id is NOT_FOUND with its stable reason': async () => {
    const error = await call(client.conversations, 'GetConversation', { conversation_id: id() }).catch((refusal) => refusal);
    assert.equal(error.code, 5);
    assert.equal(reasonOf(error), 'RESOURCE_NOT_FOUND');
  },
  'a file is shared': async () => {
    const content = fs.readFileSync(path.join(root, 'samples/projects.csv'));
    const { file } = await call(client.files, 'PutFile', { file: { path: 'projects.csv', content }, request_id: id() });
    assert.equal(file.path, 'projects.csv');
  },
  'a conversation begins with a greeting': async () => {
    const created = await call(client.conversations, 'CreateConversation', { time_zone: 'Europe/Berlin', request_id: id() });
    assert.match(created.session_id, /^[0-9a-f]{32}$/);
    assert.notEqual(created.message, '');
    assert.equal(created.phase, 'CONVERSATION_PHASE_DISCOVERY');
    kept.conversation = created.session_id;
  },
  'a turn is answered, and its repeat is the same turn': async () => {
    const request = {
      conversation_id: kept.conversation,
      message: 'every Friday at 4pm list the late projects in projects.csv, earliest due date first',
      request_id: id(),
    };
    const first = await call(client.conversations, 'SendTurn', request);
    assert.equal(first.outcome, 'TURN_OUTCOME_COMPLETED');
    assert.notEqual(first.text, '');
    const repeat = await call(client.conversations, 'SendTurn', request);
    assert.equal(repeat.turn_id, first.turn_id);
    assert.equal(repeat.text, first.text);
  },
  'a second program joins the conversation on one stream': async () => {
    const { conversation } = await call(client.conversations, 'GetConversation', { conversation_id: kept.conversation });
    const stream = client.conversations.Converse();
    stream.write({ frame_id: '1', attach: { conversation_id: kept.conversation, after_sequence: '0' } });
    stream.write({ frame_id: '2', ping: {} });
    let last = 0;
    const answered = new Set();
    for await (const response of stream) {
      if (response.frame === 'result') {
        assert.equal(response.result.outcome, 'accepted');
        answered.add(response.result.frame_id);
      } else if (response.frame === 'event' && response.event.sequence !== '0') {
        assert.equal(Number(response.event.sequence), ++last);
      }
      if (answered.size === 2 && last >= Number(conversation.last_sequence)) break;
    }
    stream.cancel();
    assert.equal(last, Number(conversation.last_sequence));
  },
  'an agent is created from a SKILL.md and listed': async () => {
    const { agent } = await call(client.agents, 'CreateAgent', {
      agent: { name: 'Late list', description: 'Made by a program', skills: [{ name: 'late-list', order: 1 }], granted_tools: ['table_query'] },
      files: [{ path: 'late-list/SKILL.md', content: Buffer.from(skill) }],
      publish: true,
      request_id: id(),
    });
    const { agents } = await call(client.agents, 'ListAgents', { name_prefix: 'Late' });
    assert.ok(agents.some((listed) => listed.id === agent.id));
    kept.agent = agent.id;
  },
  'a dry run of a draft is allowed, a live run of it is not': async () => {
    const refusal = await call(client.executions, 'StartExecution', { agent_id: kept.agent, request_id: id() }).catch((error) => error);
    assert.equal(reasonOf(refusal), 'AGENT_NOT_ACTIVE');
    const { execution } = await call(client.executions, 'StartExecution', {
      agent_id: kept.agent, mode: 'EXECUTION_MODE_DRY_RUN', wait: { seconds: 30 }, request_id: id(),
    });
    assert.equal(execution.status, 'EXECUTION_STATUS_SUCCEEDED', execution.error);
  },
  'an execution is watched to its end without a gap': async () => {
    await call(client.agents, 'ActivateAgent', { agent_id: kept.agent, override_test: true, request_id: id() });
    const started = await call(client.executions, 'StartExecution', { agent_id: kept.agent, input_data: struct({ from: 'node' }), request_id: id() });
    const events = await readAll(client.executions.WatchExecution({ execution_id: started.execution_id }), 0);
    const end = events.at(-1);
    assert.equal(end.happened, 'execution_finished');
    assert.equal(end.execution_finished.status, 'EXECUTION_STATUS_SUCCEEDED', end.execution_finished.failure?.message);
    const result = plain(end.execution_finished.result);
    assert.equal(result.rows, 5);
    assert.match(result.text, /Late/);
    kept.execution = started.execution_id;
    kept.events = events;
  },
  'a watch that begins after event 3 goes on with 4': async () => {
    const rest = await readAll(client.executions.WatchExecution({ execution_id: kept.execution, after_sequence: '3' }), 3);
    assert.deepEqual(rest.map((event) => event.sequence), kept.events.filter((event) => Number(event.sequence) > 3).map((event) => event.sequence));
  },
  'a list is read page by page': async () => {
    const seen = [];
    let token = '';
    do {
      const page = await call(client.executions, 'ListExecutions', { agent_id: kept.agent, page_size: 1, page_token: token });
      seen.push(...page.executions.map((execution) => execution.id));
      token = page.next_page_token;
    } while (token);
    assert.equal(seen.length, 2);
    assert.equal(new Set(seen).size, 2);
  },
  'words are previewed as a schedule': async () => {
    const preview = await call(client.schedules, 'PreviewSchedule', { phrase: 'every Friday at 4pm', time_zone: 'Europe/Berlin' });
    assert.equal(preview.rules.length, 1);
    assert.equal(preview.next_fire_times.length, 5);
  },
};

let passed = 0;
let failed = 0;
try {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      passed++;
      console.log(`ok   ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${error.message}`);
    }
  }
} finally {
  await own?.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
