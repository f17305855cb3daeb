import { commands, EventEmitter, Uri, type Event, type TextDocumentContentProvider } from 'vscode';
import type { Proposal } from '../platform/wire.ts';

/** The scheme of proposed texts: omniforge-proposal:/skills/report/SKILL.md?{id,side}. */
export const proposalScheme = 'omniforge-proposal';

/** Proposed files, before and after, as read-only documents for VS Code's own comparison. */
export class Proposals implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  private readonly known = new Map<string, Proposal>();
  readonly onDidChange: Event<Uri> = this.changed.event;

  keep(proposal: Proposal): void {
    const before = this.known.get(proposal.id);
    this.known.set(proposal.id, proposal);
    for (const { path } of before?.files ?? []) {
      this.changed.fire(uriOf(proposal.id, path, 'after'));
    }
  }

  provideTextDocumentContent(uri: Uri): string {
    const { id, side } = JSON.parse(uri.query) as { id: string; side: 'before' | 'after' };
    const file = this.known.get(id)?.files.find(({ path }) => uri.path === `/${path.replace(/^\/+/, '')}`);
    return (side === 'before' ? file?.before : file?.after) ?? '';
  }

  /** Opens one file, the first when no path is given: a change as a comparison, what is new or would go as it is. */
  async show(id: string, path?: string): Promise<void> {
    const proposal = this.known.get(id);
    const file = proposal?.files.find((candidate) => path === undefined || candidate.path === path);
    if (!proposal || !file) {
      return;
    }

    const [before, after] = [uriOf(id, file.path, 'before'), uriOf(id, file.path, 'after')];
    const beside = { preview: true, preserveFocus: true };
    if (typeof file.before !== 'string') {
      await commands.executeCommand('vscode.open', after, beside, `${file.path} (new file)`);
    } else if (typeof file.after !== 'string') {
      await commands.executeCommand('vscode.open', before, beside, `${file.path} (would be deleted)`);
    } else {
      await commands.executeCommand('vscode.diff', before, after, `${file.path} (proposed change)`, beside);
    }
  }
}

const uriOf = (id: string, path: string, side: 'before' | 'after'): Uri =>
  Uri.from({ scheme: proposalScheme, path: `/${path.replace(/^\/+/, '')}`, query: JSON.stringify({ id, side }) });
