// The builder's page. It draws the transcript and says what the person did; it decides nothing.
import type { ToExtension, ToPage } from '../builder/messages.ts';
import { answered, emptyTranscript, failed, happened, opened, said, type Transcript } from '../builder/transcript.ts';
import { button, draw, make, type Acts } from './drawing.ts';

const vscode = acquireVsCodeApi<Transcript>();
let transcript: Transcript = vscode.getState() ?? emptyTranscript;
let trusted = true;
/** Whether the newest words are kept in sight; scrolling up ends it, scrolling back to the end begins it again. */
let following = true;
/** What was said and not answered yet: when it fails, nobody types it again. */
let unanswered = '';
/** What stands in the talk, and of what it is drawn. */
let drawn: { of: object; element: HTMLElement }[] = [];

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

const acts: Acts = {
  show: ({ id }, path) => tell({ type: 'show', proposalId: id, path }),
  decide: ({ id }, decision) => ask({ type: 'decide', proposalId: id, decision }),
  signIn: () => tell({ type: 'signIn' }),
  retry: () => tell({ type: 'retry' }),
};

function show(next: Transcript): void {
  const focused = document.activeElement;
  transcript = next;
  vscode.setState(transcript);
  drawTalk();
  drawChoices();
  drawBar();
  follow();
  // Whoever used a button that is gone now goes on where one types.
  if (document.hasFocus() && focused instanceof HTMLElement && focused !== document.body && (!focused.isConnected || focused.hidden)) {
    text.focus();
  }
}

/** Only what changed is drawn again: the focus, marked text and what a screen reader has read stay. */
function drawTalk(): void {
  const last = transcript.entries.at(-1);
  // A message that is still growing is read out when it is whole.
  talk.ariaBusy = String(last?.kind === 'builder' && last.unfinished === true);
  talk.querySelector('.thinking')?.remove();
  const before = drawn;
  drawn = transcript.entries.map((entry, at) => {
    const proposal = entry.kind === 'proposal' ? transcript.proposals[entry.id] : undefined;
    const of = proposal ?? entry;
    const stands = before[at];
    if (stands?.of === of) {
      return stands;
    }

    const made = draw(entry, proposal, acts);
    if (stands) {
      stands.element.replaceWith(made);
    } else {
      talk.append(made);
    }

    return { of, element: made };
  });
  before.slice(drawn.length).forEach(({ element }) => element.remove());
  if (transcript.busy && last?.kind === 'person') {
    const thinking = make('p', 'thinking', '…');
    thinking.ariaHidden = 'true';
    talk.append(thinking);
  }
}

function follow(): void {
  if (following) {
    talk.scrollTop = talk.scrollHeight;
  }
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

function say(words: string): void {
  const trimmed = words.trim();
  if (trimmed === '' || transcript.busy) {
    return;
  }

  text.value = '';
  unanswered = trimmed;
  following = true;
  show(said(transcript, trimmed));
  tell({ type: 'say', text: trimmed });
}

function ask(message: ToExtension): void {
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
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && transcript.busy && !event.isComposing) {
    event.preventDefault();
    tell({ type: 'stop' });
  }
});
// Whoever comes here with the keyboard can type at once.
window.addEventListener('focus', () => document.activeElement === document.body && text.focus());
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
      unanswered = '';
      show(answered(transcript, data.reply, data.phase));
      break;
    case 'failed':
      text.value ||= unanswered;
      unanswered = '';
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
