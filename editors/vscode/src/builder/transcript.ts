// The conversation as it is drawn: events in, entries out. Pure; what is true is the platform's.
import { whenIs } from '../agents/words.ts';
import type { BuilderEvent, ConversationOpened, Proposal, ProposalStatus, Question } from '../platform/wire.ts';

export type Entry =
  | { kind: 'person'; text: string }
  | { kind: 'builder'; text: string; unfinished?: true }
  | { kind: 'proposal'; id: string }
  | { kind: 'step'; skill: string; status: string; text: string }
  | { kind: 'doing'; text: string }
  | { kind: 'notice'; text: string }
  | { kind: 'failure'; text: string; wantsKey?: true }
  | { kind: 'activated'; text: string };

export interface Transcript {
  conversationId?: string;
  lastSequence: number;
  phase: string;
  entries: Entry[];
  proposals: Record<string, Proposal>;
  question?: Question;
  /** Answers that the last message offers. */
  offered: string[];
  agentId?: string;
  busy: boolean;
}

export const emptyTranscript: Transcript = { lastSequence: 0, phase: '', entries: [], proposals: {}, offered: [], busy: false };

export function opened(before: Transcript, opening: ConversationOpened): Transcript {
  const same = before.conversationId === opening.conversationId;
  const start: Transcript = same ? withoutFailedOpening(before) : { ...emptyTranscript, conversationId: opening.conversationId };
  const greeted = start.entries.length === 0 && opening.greeting ? say(start, opening.greeting) : start;
  const proposals = opening.proposals ?? [];
  // Events that are still to come draw the proposals where they were made.
  const toCome = opening.lastSequence > start.lastSequence;
  const drawn = toCome
    ? { ...greeted, proposals: { ...greeted.proposals, ...Object.fromEntries(proposals.map((each) => [each.id, each])) } }
    : proposals.reduce(propose, greeted);
  return {
    ...drawn,
    conversationId: opening.conversationId,
    lastSequence: same ? before.lastSequence : drawn.lastSequence,
    phase: opening.phase ?? drawn.phase,
    question: opening.question,
    busy: false,
  };
}

/** That a conversation could not be opened is over when it is open; that a turn failed stays said. */
function withoutFailedOpening(transcript: Transcript): Transcript {
  const last = transcript.entries.findLastIndex((entry) => entry.kind !== 'failure');
  return last < 0 || transcript.entries[last]?.kind !== 'person' ? { ...transcript, entries: transcript.entries.slice(0, last + 1) } : transcript;
}

export function said(transcript: Transcript, text: string): Transcript {
  return { ...add(transcript, { kind: 'person', text }), question: undefined, offered: [], busy: true };
}

export function failed(transcript: Transcript, text: string, wantsKey: boolean): Transcript {
  const entry: Entry = wantsKey ? { kind: 'failure', text, wantsKey: true } : { kind: 'failure', text };
  const settled = settle(transcript);
  const last = settled.entries.at(-1);
  return { ...(last?.kind === 'failure' && last.text === text ? replaceLast(settled, entry) : add(settled, entry)), busy: false };
}

/** The answer to a request: its words, unless the events have said them already. */
export function answered(transcript: Transcript, reply: string | undefined, phase: string | undefined): Transcript {
  const settled = reply ? say(transcript, reply) : settle(transcript);
  return { ...settled, phase: phase ?? settled.phase, busy: false };
}

export function happened(transcript: Transcript, event: BuilderEvent): Transcript {
  if (event.conversationId !== transcript.conversationId) {
    return transcript;
  }

  // Pieces of a message and the steps of a dry run are not in the journal: they have no number of their own and never come again.
  if (event.kind === 'messageDelta') {
    return append(transcript, event.text ?? '');
  }

  if (event.sequence === 0) {
    return apply(transcript, event);
  }

  if (event.sequence <= transcript.lastSequence) {
    return transcript;
  }

  return { ...apply(transcript, event), lastSequence: event.sequence };
}

function apply(transcript: Transcript, event: BuilderEvent): Transcript {
  switch (event.kind) {
    case 'turnStarted':
      return event.text ? heard(transcript, event.text) : transcript;
    case 'message': {
      const spoken = event.text ? say(transcript, event.text) : settle(transcript);
      return { ...spoken, offered: event.choices ?? [] };
    }

    case 'question':
      return { ...transcript, question: event.question };
    case 'proposal':
      return event.proposal ? propose(transcript, event.proposal) : transcript;
    case 'proposalDecided':
      return decided(transcript, event.text ?? '', event.status as ProposalStatus);
    case 'phase':
      return { ...transcript, phase: event.phase ?? transcript.phase };
    case 'testStarted':
      return add(transcript, { kind: 'notice', text: event.text || 'The dry run begins.' });
    case 'testEvent':
      return event.step ? step(transcript, event.step) : transcript;
    case 'testFinished':
      return add(transcript, { kind: 'notice', text: event.text || `The dry run ended: ${event.status ?? 'finished'}.` });
    case 'activated': {
      const text = event.text || `The agent is on.${event.nextRun ? ` It runs next ${whenIs(event.nextRun, new Date())}.` : ''}`;
      return { ...add(transcript, { kind: 'activated', text }), agentId: event.agentId ?? transcript.agentId };
    }

    case 'notice':
      return event.text ? add(transcript, { kind: 'notice', text: event.text }) : transcript;
    default:
      return transcript;
  }
}

const add = (transcript: Transcript, entry: Entry): Transcript => ({ ...transcript, entries: [...transcript.entries, entry] });

/** The newest entry of the builder is whole. */
function settle(transcript: Transcript): Transcript {
  const last = transcript.entries.at(-1);
  return last?.kind === 'builder' && last.unfinished ? replaceLast(transcript, { kind: 'builder', text: last.text }) : transcript;
}

const replaceLast = (transcript: Transcript, entry: Entry): Transcript => ({
  ...transcript,
  entries: [...transcript.entries.slice(0, -1), entry],
});

function append(transcript: Transcript, text: string): Transcript {
  const last = transcript.entries.at(-1);
  return last?.kind === 'builder' && last.unfinished
    ? replaceLast(transcript, { kind: 'builder', text: last.text + text, unfinished: true })
    : add(transcript, { kind: 'builder', text, unfinished: true });
}

/** A whole message of the builder. It ends the pieces that led to it and is not said twice in a row. */
function say(transcript: Transcript, text: string): Transcript {
  const last = transcript.entries.at(-1);
  if (last?.kind === 'builder' && last.unfinished) {
    return replaceLast(transcript, { kind: 'builder', text });
  }

  const lastSaid = sinceThePerson(transcript).some((entry) => entry.kind === 'builder' && entry.text.trim() === text.trim());
  return lastSaid ? transcript : add(transcript, { kind: 'builder', text });
}

/** What the person said comes back from the journal; it stands there already when it was typed here. */
function heard(transcript: Transcript, text: string): Transcript {
  const last = transcript.entries.findLast((entry) => entry.kind === 'person');
  // A page that was left in the middle of a turn does not know that the turn is over, but nothing stands below its words.
  const known = last?.text === text && (transcript.busy || transcript.entries.at(-1) === last);
  return known ? transcript : { ...add(transcript, { kind: 'person', text }), question: undefined };
}

function sinceThePerson(transcript: Transcript): Entry[] {
  return transcript.entries.slice(transcript.entries.findLastIndex((entry) => entry.kind === 'person') + 1);
}

function propose(transcript: Transcript, proposal: Proposal): Transcript {
  const drawn = transcript.entries.some((entry) => entry.kind === 'proposal' && entry.id === proposal.id);
  const proposals = { ...transcript.proposals, [proposal.id]: proposal };
  return drawn ? { ...transcript, proposals } : { ...add(settle(transcript), { kind: 'proposal', id: proposal.id }), proposals };
}

function decided(transcript: Transcript, id: string, status: ProposalStatus): Transcript {
  const proposal = transcript.proposals[id];
  return proposal ? { ...transcript, proposals: { ...transcript.proposals, [id]: { ...proposal, status } } } : transcript;
}

/** A step is one line that changes, not a line per change. */
function step(transcript: Transcript, { skill, status: said, text }: { skill: string; status: string; text?: string }): Transcript {
  if (skill === '') {
    return text ? add(transcript, { kind: 'doing', text }) : transcript;
  }

  const status = said === 'stepStarted' ? 'running' : said;
  const at = transcript.entries.findLastIndex((entry) => entry.kind === 'step' && entry.skill === skill && entry.status === 'running');
  const entry: Entry = { kind: 'step', skill, status, text: text ?? '' };
  return at < 0 ? add(transcript, entry) : { ...transcript, entries: transcript.entries.with(at, entry) };
}
