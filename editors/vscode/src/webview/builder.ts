// The builder's page. It draws the transcript and says what the person did; it decides nothing.
import type { ToExtension, ToPage } from '../builder/messages.ts';
import { pieces } from '../builder/tables.ts';
import { answered, emptyTranscript, failed, happened, opened, said, type Entry, type Transcript } from '../builder/transcript.ts';
import type { Proposal } from '../platform/wire.ts';

const vscode = acquireVsCodeApi<Transcript>();
let transcript: Transcript = vscode.getState() ?? emptyTranscript;
let trusted = true;
/** Whether the newest words are kept in sight; scrolling up ends it, scrolling back to the end begins it again. */
let following = true;

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const talk = element('talk');
const choices = element('choices');
const form = element<HTMLFormElement>('form');
const text = element<HTMLTextAreaElement>('text');
const phase = element('phase');
const buttons = {
  send: element<HTMLButtonElement>('send'),
  stop: element<HTMLButtonElement>('stop'),
  test: element<HTMLButtonElement>('test'),
  activate: element<HTMLButtonElement>('activate'),
};

const phases: Record<string, string> = {
  discovery: 'Understanding',
  requirements: 'Details',
  generation: 'Writing',
  connecting: 'Connecting an account',
  testing: 'Testing',
  activation: 'Ready to turn on',
  complete: 'Done',
};

const tell = (message: ToExtension): void => vscode.postMessage(message);

function show(next: Transcript): void {
  transcript = next;
  vscode.setState(transcript);
  talk.replaceChildren(...transcript.entries.map(draw));
  if (transcript.busy && transcript.entries.at(-1)?.kind === 'person') {
    talk.append(make('p', 'thinking', '…'));
  }

  drawChoices();
  drawBar();
  follow();
}

function follow(): void {
  if (following) {
    talk.scrollTop = talk.scrollHeight;
  }
}

function draw(entry: Entry): HTMLElement {
  switch (entry.kind) {
    case 'proposal':
      return drawProposal(transcript.proposals[entry.id]);
    case 'step': {
      const mark = { running: '▸', succeeded: '✓', failed: '✗' }[entry.status] ?? '·';
      return make('p', `step ${entry.status}`, `${mark} ${entry.skill}${entry.text ? `: ${entry.text}` : ''}`);
    }

    case 'doing':
      return make('p', 'doing', entry.text);
    case 'failure': {
      const failure = make('div', 'failure', '');
      failure.append(make('p', '', entry.text));
      failure.append(
        entry.wantsKey
          ? button('Sign In…', () => tell({ type: 'signIn' }))
          : button('Try again', () => tell({ type: 'retry' }), 'secondary'),
      );
      return failure;
    }

    default: {
      const said = make('div', entry.kind, '');
      said.append(...pieces(entry.text).map((piece) => ('text' in piece ? make('div', 'words', piece.text) : drawTable(piece))));
      return said;
    }
  }
}

function drawTable({ head, rows }: { head: string[]; rows: string[][] }): HTMLElement {
  const row = (tag: 'th' | 'td', values: string[]): HTMLElement => {
    const made = make('tr', '', '');
    made.append(...values.map((value) => make(tag, '', value)));
    return made;
  };
  const table = make('table', '', '');
  table.append(row('th', head), ...rows.map((values) => row('td', values)));
  const frame = make('div', 'table', '');
  frame.append(table);
  return frame;
}

function drawProposal(proposal: Proposal | undefined): HTMLElement {
  const card = make('section', `proposal ${proposal?.status ?? ''}`, '');
  if (!proposal) {
    return card;
  }

  card.append(make('h2', '', proposal.title));
  if (proposal.summary) {
    card.append(make('p', '', proposal.summary));
  }

  for (const change of proposal.changes ?? []) {
    card.append(make('p', 'change', `• ${change}`));
  }

  for (const file of proposal.files) {
    const link = button(file.path, () => tell({ type: 'show', proposalId: proposal.id, path: file.path }), 'file');
    link.title = typeof file.before === 'string' ? (typeof file.after === 'string' ? 'Show what changes' : 'Show what goes') : 'Show the new file';
    card.append(link);
  }

  if (proposal.status === 'open') {
    const row = make('div', 'row', '');
    row.append(
      button('Accept', () => decide(proposal.id, 'accept')),
      button('Reject', () => decide(proposal.id, 'reject'), 'secondary'),
    );
    card.append(row);
  } else {
    card.append(make('p', 'decided', { accepted: 'Accepted', rejected: 'Rejected', stale: 'No longer fits' }[proposal.status] ?? proposal.status));
  }

  return card;
}

function drawChoices(): void {
  const question = transcript.question;
  const answers = transcript.busy ? [] : (question?.choices?.length ? question.choices : (transcript.offered ?? []));
  const asked = question && !transcript.entries.some((entry) => entry.kind === 'builder' && entry.text.includes(question.text));
  choices.replaceChildren(...(asked && !transcript.busy ? [make('p', 'question', question.text)] : []));
  choices.append(...answers.map((answer) => button(answer, () => say(answer), 'choice')));
}

function drawBar(): void {
  const started = transcript.entries.some((entry) => entry.kind === 'person');
  const accepted = Object.values(transcript.proposals).some((proposal) => proposal.status === 'accepted');
  const active = transcript.entries.some((entry) => entry.kind === 'activated');
  const ready = started && (accepted || ['testing', 'activation', 'complete'].includes(transcript.phase));
  phase.textContent = transcript.busy ? 'Working …' : (phases[transcript.phase] ?? '');
  buttons.stop.hidden = !transcript.busy;
  buttons.send.hidden = transcript.busy;
  buttons.test.hidden = transcript.busy || !ready;
  buttons.activate.hidden = transcript.busy || !ready || active;
  buttons.test.disabled = buttons.activate.disabled = !trusted;
}

/** Only a person scrolls away: what the page does by itself asks for nothing. */
function noticeScroll(): void {
  requestAnimationFrame(() => {
    following = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40;
  });
}

function make(tag: string, kind: string, content: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = content;
  return made;
}

function button(label: string, act: () => void, kind = ''): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = kind;
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function say(words: string): void {
  const trimmed = words.trim();
  if (trimmed === '' || transcript.busy) {
    return;
  }

  text.value = '';
  following = true;
  show(said(transcript, trimmed));
  tell({ type: 'say', text: trimmed });
}

function decide(proposalId: string, decision: 'accept' | 'reject'): void {
  following = true;
  show({ ...transcript, busy: true });
  tell({ type: 'decide', proposalId, decision });
}

function ask(message: { type: 'test' } | { type: 'activate' }): void {
  following = true;
  show({ ...transcript, busy: true });
  tell(message);
}

talk.addEventListener('wheel', noticeScroll);
talk.addEventListener('keydown', noticeScroll);
talk.addEventListener('pointerup', noticeScroll);
// What appears below the talk makes it smaller.
new ResizeObserver(follow).observe(talk);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  say(text.value);
});
text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    say(text.value);
  }
});
buttons.stop.addEventListener('click', () => tell({ type: 'stop' }));
buttons.test.addEventListener('click', () => ask({ type: 'test' }));
buttons.activate.addEventListener('click', () => ask({ type: 'activate' }));

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'opened':
      show(opened(transcript, data.opening));
      break;
    case 'event':
      show(happened(transcript, data.event));
      break;
    case 'answered':
      show(answered(transcript, data.reply, data.phase));
      break;
    case 'failed':
      show(failed(transcript, data.text, data.wantsKey));
      break;
    case 'trusted':
      trusted = data.trusted;
      drawBar();
      break;
  }
});

show(transcript);
tell({
  type: 'ready',
  conversationId: transcript.conversationId,
  lastSequence: transcript.lastSequence,
  // The person's zone: the extension may run on another machine.
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
