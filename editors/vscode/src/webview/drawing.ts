// How the conversation looks: entries in, elements out.
import { stretches } from '../builder/links.ts';
import { pieces } from '../builder/tables.ts';
import type { Entry } from '../builder/transcript.ts';
import type { Proposal } from '../platform/wire.ts';

/** What a person can do with what is drawn. */
export interface Acts {
  show(proposal: Proposal, path: string): void;
  decide(proposal: Proposal, decision: 'accept' | 'reject'): void;
  signIn(): void;
  retry(): void;
}

const speakers: Record<string, string> = { person: 'You', builder: 'OmniForge' };
const marks: Record<string, string> = { running: '▸', succeeded: '✓', failed: '✗' };
const decisions: Record<string, string> = { accepted: 'Accepted', rejected: 'Rejected', stale: 'No longer fits' };

/** @param proposal Of an entry that is one. */
export function draw(entry: Entry, proposal: Proposal | undefined, acts: Acts): HTMLElement {
  switch (entry.kind) {
    case 'proposal':
      return drawProposal(proposal, acts);
    case 'step':
      return drawStep(entry);
    case 'doing':
      return make('p', 'doing', entry.text);
    case 'failure': {
      const failure = make('div', 'failure', '');
      failure.append(make('p', '', entry.text), entry.wantsKey ? button('Sign In…', acts.signIn) : button('Try again', acts.retry, 'secondary'));
      return failure;
    }

    default: {
      const said = make('div', entry.kind, '');
      const speaker = speakers[entry.kind];
      if (speaker) {
        said.role = 'group';
        said.ariaLabel = speaker;
      }

      said.append(...pieces(entry.text).map((piece) => ('text' in piece ? drawWords(piece.text, entry.kind) : drawTable(piece))));
      return said;
    }
  }
}

export function make(tag: string, kind: string, content: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = content;
  return made;
}

export function button(label: string, act: () => void, kind = ''): HTMLButtonElement {
  const made = make('button', kind, label) as HTMLButtonElement;
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** Only what the builder says can be opened; the editor asks before it leaves. */
function drawWords(text: string, kind: string): HTMLElement {
  const words = make('div', 'words', kind === 'builder' ? '' : text);
  if (kind === 'builder') {
    words.append(...stretches(text).map((one) => ('text' in one ? one.text : drawLink(one.address))));
  }

  return words;
}

function drawLink(address: string): HTMLElement {
  const link = make('a', '', address) as HTMLAnchorElement;
  link.href = address;
  return link;
}

function drawStep({ skill, status, text }: { skill: string; status: string; text: string }): HTMLElement {
  const step = make('p', `step ${status}`, '');
  // The mark is for the eye; the word behind it for the ear.
  const mark = make('span', 'mark', `${marks[status] ?? '·'} `);
  mark.ariaHidden = 'true';
  step.append(mark, `${skill}${text ? `: ${text}` : ''}`, make('span', 'unseen', `, ${status}`));
  return step;
}

function drawTable({ head, rows }: { head: string[]; rows: string[][] }): HTMLElement {
  const row = (tag: 'th' | 'td', values: string[]): HTMLElement => {
    const made = make('tr', '', '');
    made.append(...values.map((value) => make(tag, '', value)));
    return made;
  };
  const table = make('table', '', '');
  const first = row('th', head);
  first.querySelectorAll('th').forEach((cell) => (cell.scope = 'col'));
  table.append(first, ...rows.map((values) => row('td', values)));
  const frame = make('div', 'table', '');
  // Wide tables are scrolled, with the keys as well.
  frame.tabIndex = 0;
  frame.role = 'region';
  frame.ariaLabel = `Table, ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
  frame.append(table);
  return frame;
}

function drawProposal(proposal: Proposal | undefined, acts: Acts): HTMLElement {
  const card = make('section', `proposal ${proposal?.status ?? ''}`, '');
  if (!proposal) {
    return card;
  }

  card.ariaLabel = `Proposal: ${proposal.title}`;
  card.append(make('h2', '', proposal.title));
  if (proposal.summary) {
    card.append(make('p', '', proposal.summary));
  }

  card.append(...(proposal.changes ?? []).map((change) => make('p', 'change', `• ${change}`)));
  for (const file of proposal.files) {
    const link = button(file.path, () => acts.show(proposal, file.path), 'file');
    link.title = typeof file.before !== 'string' ? 'Show the new file' : typeof file.after === 'string' ? 'Show what changes' : 'Show what goes';
    card.append(link);
  }

  if (proposal.status === 'open') {
    const row = make('div', 'row', '');
    row.append(
      button('Accept', () => acts.decide(proposal, 'accept')),
      button('Reject', () => acts.decide(proposal, 'reject'), 'secondary'),
    );
    card.append(row);
  } else {
    card.append(make('p', 'decided', decisions[proposal.status] ?? proposal.status));
  }

  return card;
}
