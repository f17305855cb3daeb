import { randomBytes } from 'node:crypto';
import {
  CancellationTokenSource,
  commands,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type ExtensionContext,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import { isCancelled, reasonOf, sentenceOf, wantsKey } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { BuilderEvent } from '../platform/wire.ts';
import type { ToExtension, ToPage } from './messages.ts';
import { builderPage } from './page.ts';
import type { Proposals } from './proposals.ts';

const conversationKey = 'omniforge.builder.conversation';

/** The builder beside the editor: carries the conversation between the page and the platform. */
export class BuilderView implements WebviewViewProvider, Disposable {
  private readonly subscriptions: Disposable[];
  private view: WebviewView | undefined;
  private conversationId: string | undefined;
  private lastSequence = 0;
  private timeZone: string | undefined;
  private early: BuilderEvent[] | undefined;
  private turn: CancellationTokenSource | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly platform: Platform,
    private readonly proposals: Proposals,
  ) {
    this.subscriptions = [
      platform.onBuilder((event) => {
        if (event.proposal) {
          proposals.keep(event.proposal);
        }

        if (this.early) {
          this.early.push(event);
        } else {
          this.pass(event);
        }
      }),
      // A restarted language server knows no stream of ours: go on where the page stands.
      platform.onConnected(() => this.view && this.open(this.conversationId, this.lastSequence)),
      workspace.onDidGrantWorkspaceTrust(() => this.tell({ type: 'trusted', trusted: true })),
    ];
  }

  resolveWebviewView(view: WebviewView): void {
    this.view = view;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(this.context.extensionUri, 'dist'), Uri.joinPath(this.context.extensionUri, 'media')],
    };
    view.webview.onDidReceiveMessage((message: ToExtension) => void this.obey(message));
    view.onDidDispose(() => (this.view = undefined));
    view.webview.html = this.page(view.webview);
  }

  /** Leaves this conversation as it is and begins another. */
  async begin(): Promise<void> {
    await this.leave();
    await commands.executeCommand('omniforge.builder.focus');
    await this.open(undefined, 0);
  }

  dispose(): void {
    this.turn?.dispose();
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private page(webview: Webview): string {
    const at = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(this.context.extensionUri, ...path)).toString();
    return builderPage({
      nonce: randomBytes(18).toString('base64url'),
      cspSource: webview.cspSource,
      script: at('dist', 'builder.js'),
      style: at('media', 'builder.css'),
    });
  }

  private tell(message: ToPage): void {
    void this.view?.webview.postMessage(message);
  }

  private async obey(message: ToExtension): Promise<void> {
    switch (message.type) {
      case 'ready': {
        this.timeZone = message.timeZone;
        this.tell({ type: 'trusted', trusted: workspace.isTrusted });
        const known = this.context.workspaceState.get<string>(conversationKey);
        // The page remembers what it has drawn. Is it of another conversation, everything is drawn again.
        await this.open(known, known !== undefined && known === message.conversationId ? message.lastSequence : 0);
        break;
      }

      case 'retry':
        await this.open(this.conversationId, this.lastSequence);
        break;
      case 'say':
        await this.inTurn((id, token) => this.platform.turn(id, message.text, token));
        break;
      case 'stop':
        this.turn?.cancel();
        break;
      case 'show':
        await this.proposals.show(message.proposalId, message.path);
        break;
      case 'decide':
        await this.ask((id) => this.platform.decide(id, message.proposalId, message.decision));
        break;
      case 'test':
        await this.inTurn((id, token) => this.platform.test(id, token));
        break;
      case 'activate':
        await this.ask((id) => this.platform.activate(id));
        break;
      case 'signIn':
        await commands.executeCommand('omniforge.signIn');
        break;
    }
  }

  private async open(conversationId: string | undefined, afterSequence: number): Promise<void> {
    // Events may come before the answer that names their conversation: the page gets them after it.
    this.early = [];
    this.conversationId = conversationId;
    this.lastSequence = afterSequence;
    try {
      const opening = await this.platform.open({
        ...(conversationId ? { conversationId, afterSequence } : {}),
        ...(this.timeZone ? { timeZone: this.timeZone } : {}),
      });
      this.conversationId = opening.conversationId;
      opening.proposals?.forEach((proposal) => this.proposals.keep(proposal));
      await this.context.workspaceState.update(conversationKey, opening.conversationId);
      this.tell({ type: 'opened', opening });
      this.flush();
    } catch (error) {
      this.flush();
      if (conversationId !== undefined && reasonOf(error).includes('NOT_FOUND')) {
        await this.context.workspaceState.update(conversationKey, undefined);
        await this.open(undefined, 0);
        return;
      }

      this.fail(error);
    }
  }

  private flush(): void {
    const early = this.early ?? [];
    this.early = undefined;
    early.forEach((event) => this.pass(event));
  }

  private pass(event: BuilderEvent): void {
    if (event.conversationId === this.conversationId) {
      this.lastSequence = Math.max(this.lastSequence, event.kind === 'messageDelta' ? 0 : event.sequence);
      this.tell({ type: 'event', event });
    }
  }

  /** What the person can stop. */
  private async inTurn(act: (conversationId: string, token: CancellationToken) => Promise<object>): Promise<void> {
    const turn = (this.turn = new CancellationTokenSource());
    try {
      await this.ask((id) => act(id, turn.token));
    } finally {
      turn.dispose();
      if (this.turn === turn) {
        this.turn = undefined;
      }
    }
  }

  private async ask(act: (conversationId: string) => Promise<object>): Promise<void> {
    if (this.conversationId === undefined) {
      await this.open(undefined, 0);
    }

    if (this.conversationId === undefined) {
      return;
    }

    try {
      const { reply, phase } = (await act(this.conversationId)) as { reply?: string; phase?: string };
      this.tell({ type: 'answered', reply, phase });
    } catch (error) {
      if (isCancelled(error)) {
        this.tell({ type: 'answered' });
      } else {
        this.fail(error);
      }
    }
  }

  private fail(error: unknown): void {
    this.tell({ type: 'failed', text: sentenceOf(error), wantsKey: wantsKey(error) });
  }

  private async leave(): Promise<void> {
    const id = this.conversationId;
    this.turn?.cancel();
    this.conversationId = undefined;
    await this.context.workspaceState.update(conversationKey, undefined);
    if (id !== undefined) {
      // Only this editor's stream ends; the conversation stays. A server that is down has no stream to end.
      await this.platform.close(id).catch(() => undefined);
    }
  }
}

export function registerBuilder(view: BuilderView): Disposable[] {
  return [
    view,
    window.registerWebviewViewProvider('omniforge.builder', view),
    commands.registerCommand('omniforge.openBuilder', () => commands.executeCommand('omniforge.builder.focus')),
    commands.registerCommand('omniforge.newConversation', () => view.begin()),
  ];
}
