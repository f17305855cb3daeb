import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, emptyTranscript, failed, happened, opened, said, type Transcript } from '../src/builder/transcript.ts';
import type { BuilderEvent, Proposal } from '../src/platform/wire.ts';

const proposal: Proposal = {
  id: 'p1',
  title: 'A weekly report',
  summary: '',
  status: 'open',
  files: [{ path: 'skills/report/SKILL.md', before: null, after: 'x' }],
};
const begun = opened(emptyTranscript, { conversationId: 'c1', greeting: 'What should be done?', lastSequence: 0 });
const event = (sequence: number, more: Partial<BuilderEvent>): BuilderEvent => ({ conversationId: 'c1', sequence, kind: 'notice', ...more });
const play = (start: Transcript, ...events: BuilderEvent[]): Transcript => events.reduce(happened, start);
const texts = (transcript: Transcript): string[] =>
  transcript.entries.map((entry) => ('text' in entry ? `${entry.kind}: ${entry.text}` : `${entry.kind}: ${entry.id}`));

test('a new conversation begins with the greeting, once', () => {
  const greetedAgain = happened(begun, event(1, { kind: 'message', text: 'What should be done?' }));
  assert.deepEqual(texts(greetedAgain), ['builder: What should be done?']);
});

test('pieces become one message, and the whole message replaces them', () => {
  const whole = play(
    said(begun, 'Hello'),
    event(0, { kind: 'messageDelta', text: 'Wh' }),
    event(0, { kind: 'messageDelta', text: 'en?' }),
    event(2, { kind: 'message', text: 'When?' }),
  );
  assert.deepEqual(texts(whole).slice(1), ['person: Hello', 'builder: When?']);
});

test('the answer to the request does not repeat what the events said', () => {
  const done = answered(play(said(begun, 'Hello'), event(2, { kind: 'message', text: 'When?' })), 'When?', 'requirements');
  assert.deepEqual(texts(done).slice(1), ['person: Hello', 'builder: When?']);
  assert.equal(done.phase, 'requirements');
  assert.equal(done.busy, false);
});

test('the answer is drawn when no event said it', () => {
  assert.deepEqual(texts(answered(said(begun, 'Hello'), 'When?', undefined)).slice(1), ['person: Hello', 'builder: When?']);
});

test('the same words are drawn again after the person spoke', () => {
  const first = answered(said(begun, 'Hm'), 'When?', undefined);
  assert.deepEqual(texts(answered(said(first, 'Hm'), 'When?', undefined)).slice(-2), ['person: Hm', 'builder: When?']);
});

test('an event that was drawn before is not drawn again', () => {
  const once = happened(begun, event(5, { text: 'A notice' }));
  assert.equal(happened(once, event(5, { text: 'A notice' })), once);
  assert.equal(happened(once, event(4, { text: 'Older' })), once);
});

test('events of another conversation are not drawn', () => {
  assert.equal(happened(begun, { ...event(9, { text: 'x' }), conversationId: 'c2' }), begun);
});

test('a proposal is one card whose state changes', () => {
  const made = happened(begun, event(2, { kind: 'proposal', proposal }));
  const decided = happened(made, event(3, { kind: 'proposalDecided', text: 'p1', status: 'accepted' }));
  assert.deepEqual(texts(decided).slice(1), ['proposal: p1']);
  assert.equal(decided.proposals['p1']?.status, 'accepted');
});

test('after a reload the events draw proposals where they were made, with what is true now', () => {
  const accepted: Proposal = { ...proposal, status: 'accepted' };
  const reopened = opened(emptyTranscript, { conversationId: 'c1', lastSequence: 3, proposals: [accepted] });
  assert.deepEqual(texts(reopened), []);
  const drawn = play(
    reopened,
    event(1, { kind: 'turnStarted', text: 'Make a report' }),
    event(2, { kind: 'proposal', proposal }),
    event(3, { kind: 'proposalDecided', text: 'p1', status: 'accepted' }),
  );
  assert.deepEqual(texts(drawn), ['person: Make a report', 'proposal: p1']);
  assert.equal(drawn.proposals['p1']?.status, 'accepted');
});

test('a reload of a page that has drawn everything changes nothing but the question', () => {
  const before = play(said(begun, 'Hello'), event(4, { kind: 'message', text: 'When?' }));
  const after = opened(before, { conversationId: 'c1', greeting: 'Hi', lastSequence: 4, question: { id: 'q', text: 'When?', choices: ['Daily'] } });
  assert.deepEqual(after.entries, before.entries);
  assert.equal(after.lastSequence, 4);
  assert.deepEqual(after.question?.choices, ['Daily']);
});

test('another conversation starts on an empty page', () => {
  const other = opened(said(begun, 'Hello'), { conversationId: 'c2', greeting: 'Hi', lastSequence: 0 });
  assert.deepEqual(texts(other), ['builder: Hi']);
});

test('a step is one line that changes', () => {
  const run = play(
    begun,
    event(2, { kind: 'testEvent', step: { skill: 'report', status: 'stepStarted' } }),
    event(3, { kind: 'testEvent', step: { skill: 'report', status: 'succeeded', text: '3 rows' } }),
  );
  assert.deepEqual(run.entries.slice(1), [{ kind: 'step', skill: 'report', status: 'succeeded', text: '3 rows' }]);
});

test('what is not in the journal has no number, and is drawn all the same', () => {
  const run = play(
    begun,
    event(4, { kind: 'testStarted' }),
    event(0, { kind: 'testEvent', step: { skill: 'report', status: 'stepStarted' } }),
    event(0, { kind: 'testEvent', step: { skill: '', status: 'output', text: 'reading sales.csv' } }),
    event(0, { kind: 'testEvent', step: { skill: 'report', status: 'succeeded' } }),
    event(5, { kind: 'testFinished', text: 'The test passed.' }),
  );
  assert.deepEqual(run.entries.slice(1), [
    { kind: 'notice', text: 'The dry run begins.' },
    { kind: 'step', skill: 'report', status: 'succeeded', text: '' },
    { kind: 'doing', text: 'reading sales.csv' },
    { kind: 'notice', text: 'The test passed.' },
  ]);
  assert.equal(run.lastSequence, 5);
});

test('answers that a message offers are gone when one was given', () => {
  const offered = happened(begun, event(2, { kind: 'message', text: 'Test it?', choices: ['Yes', 'No'] }));
  assert.deepEqual(offered.offered, ['Yes', 'No']);
  assert.deepEqual(said(offered, 'Yes').offered, []);
});

test('what the person typed is not drawn twice when the journal repeats it', () => {
  const typed = happened(said(begun, 'Hello'), event(2, { kind: 'turnStarted', text: 'Hello' }));
  assert.deepEqual(texts(typed).slice(1), ['person: Hello']);
});

test('a page that was left in the middle of a turn does not draw twice what the person typed', () => {
  const left = opened(said(begun, 'Hello'), { conversationId: 'c1', lastSequence: 3 });
  const caughtUp = play(left, event(2, { kind: 'turnStarted', text: 'Hello' }), event(3, { kind: 'message', text: 'When?' }));
  assert.deepEqual(texts(caughtUp).slice(1), ['person: Hello', 'builder: When?']);
  const again = happened(caughtUp, event(4, { kind: 'turnStarted', text: 'Hello' }));
  assert.deepEqual(texts(again).slice(1), ['person: Hello', 'builder: When?', 'person: Hello']);
});

test('the same failure is said once, and that nothing could be opened is over when it is open', () => {
  const down = failed(failed(emptyTranscript, 'No platform.', false), 'No platform.', false);
  assert.deepEqual(texts(down), ['failure: No platform.']);
  const late = failed(begun, 'No platform.', false);
  assert.deepEqual(texts(opened(late, { conversationId: 'c1', lastSequence: 0 })), ['builder: What should be done?']);
  const turn = failed(said(begun, 'Hello'), 'No platform.', false);
  assert.deepEqual(texts(opened(turn, { conversationId: 'c1', lastSequence: 0 })).slice(1), ['person: Hello', 'failure: No platform.']);
});

test('a failure ends the turn, keeps what was said and offers the key when that is what is missing', () => {
  const half = happened(said(begun, 'Hello'), event(0, { kind: 'messageDelta', text: 'Wh' }));
  const broken = failed(half, 'The key is not valid.', true);
  assert.deepEqual(texts(broken).slice(1), ['person: Hello', 'builder: Wh', 'failure: The key is not valid.']);
  assert.equal(broken.busy, false);
  const last = broken.entries.at(-1);
  assert.ok(last?.kind === 'failure' && last.wantsKey);
});
