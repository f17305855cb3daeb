import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import { RequestType } from 'vscode-languageclient/node';
import type {
  Activated,
  Agent,
  BuilderEvent,
  ConversationOpened,
  Decided,
  Execution,
  ExecutionEvent,
  ExecutionMode,
  InboxItem,
  OpenConversation,
  Status,
  Tested,
  TurnResult,
} from './wire.ts';

/** The part of a language client that this file needs. */
export interface Wire {
  sendRequest<P, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R>;
  onNotification(method: string, handler: (params: never) => void): Disposable;
}

const request = <P, R>(method: string): RequestType<P, R, void> => new RequestType<P, R, void>(`omniforge/${method}`);

const asks = {
  status: request<object, Status>('status'),
  agents: request<object, { agents: Agent[] }>('agents/list'),
  executions: request<{ agentId: string; limit?: number }, { executions: Execution[] }>('executions/list'),
  run: request<{ agentId: string; mode: ExecutionMode; arguments?: string }, { executionId: string }>('execution/run'),
  watch: request<{ executionId: string; afterSequence?: number }, object>('execution/watch'),
  cancel: request<{ executionId: string }, object>('execution/cancel'),
  activateAgent: request<{ agentId: string }, Agent>('agent/activate'),
  pauseAgent: request<{ agentId: string }, Agent>('agent/pause'),
  open: request<OpenConversation, ConversationOpened>('builder/open'),
  turn: request<{ conversationId: string; text: string }, TurnResult>('builder/turn'),
  decide: request<{ conversationId: string; proposalId: string; decision: 'accept' | 'reject'; reason?: string }, Decided>(
    'builder/decide',
  ),
  test: request<{ conversationId: string; mode: 'dryRun' }, Tested>('builder/test'),
  activate: request<{ conversationId: string }, Activated>('builder/activate'),
  inbox: request<object, { items: InboxItem[] }>('inbox/list'),
  read: request<{ ids: string[] }, { marked: number }>('inbox/read'),
  share: request<{ path: string }, { name: string }>('file/share'),
  close: request<{ conversationId: string }, object>('builder/close'),
};

/** Said wherever something needs a server that is not there. */
export const noServer = 'The OmniForge language server is not running. OmniForge: Show Log says why.';

/** The platform as the language server shows it. Holds a wire, no truth. */
export class Platform {
  private readonly statusChanged = new EventEmitter<Status>();
  private readonly agentsChanged = new EventEmitter<void>();
  private readonly executionHappened = new EventEmitter<ExecutionEvent>();
  private readonly builderHappened = new EventEmitter<BuilderEvent>();
  private readonly connected = new EventEmitter<void>();
  private readonly gone = new EventEmitter<void>();
  private wire: Wire | undefined;

  readonly onStatus: Event<Status> = this.statusChanged.event;
  readonly onAgentsChanged: Event<void> = this.agentsChanged.event;
  readonly onExecution: Event<ExecutionEvent> = this.executionHappened.event;
  readonly onBuilder: Event<BuilderEvent> = this.builderHappened.event;
  /** A language server answers, for the first time or again: whoever watches something asks for it again. */
  readonly onConnected: Event<void> = this.connected.event;

  /** The language server is gone and is not started again. */
  readonly onGone: Event<void> = this.gone.event;

  /** Talks through this wire from now on. The wire ends its own subscriptions. */
  attach(wire: Wire): void {
    this.wire = wire;
    wire.onNotification('omniforge/status/changed', (status: Status) => this.statusChanged.fire(status));
    wire.onNotification('omniforge/agents/changed', () => this.agentsChanged.fire());
    wire.onNotification('omniforge/execution/event', (event: ExecutionEvent) => this.executionHappened.fire(event));
    wire.onNotification('omniforge/builder/event', (event: BuilderEvent) => this.builderHappened.fire(event));
  }

  /** The wire answers. */
  ready(): void {
    this.connected.fire();
  }

  detach(): void {
    this.wire = undefined;
  }

  /** Nobody will answer any more. */
  giveUp(): void {
    this.detach();
    this.gone.fire();
  }

  status = (): Promise<Status> => this.ask(asks.status, {});
  agents = async (): Promise<Agent[]> => (await this.ask(asks.agents, {})).agents;
  executions = async (agentId: string, limit = 20): Promise<Execution[]> =>
    (await this.ask(asks.executions, { agentId, limit })).executions;
  run = async (agentId: string, mode: ExecutionMode): Promise<string> =>
    (await this.ask(asks.run, { agentId, mode })).executionId;
  watch = (executionId: string, afterSequence: number): Promise<object> =>
    this.ask(asks.watch, { executionId, afterSequence });
  cancel = (executionId: string): Promise<object> => this.ask(asks.cancel, { executionId });
  activateAgent = (agentId: string): Promise<Agent> => this.ask(asks.activateAgent, { agentId });
  pauseAgent = (agentId: string): Promise<Agent> => this.ask(asks.pauseAgent, { agentId });
  open = (conversation: OpenConversation): Promise<ConversationOpened> => this.ask(asks.open, conversation);
  turn = (conversationId: string, text: string, token?: CancellationToken): Promise<TurnResult> =>
    this.ask(asks.turn, { conversationId, text }, token);
  decide = (conversationId: string, proposalId: string, decision: 'accept' | 'reject'): Promise<Decided> =>
    this.ask(asks.decide, { conversationId, proposalId, decision });
  test = (conversationId: string, token?: CancellationToken): Promise<Tested> => this.ask(asks.test, { conversationId, mode: 'dryRun' }, token);
  activate = (conversationId: string): Promise<Activated> => this.ask(asks.activate, { conversationId });
  share = async (path: string): Promise<string> => (await this.ask(asks.share, { path })).name;
  inbox = async (): Promise<InboxItem[]> => (await this.ask(asks.inbox, {})).items;
  markRead = async (ids: string[]): Promise<number> => (await this.ask(asks.read, { ids })).marked;
  close = (conversationId: string): Promise<object> => this.ask(asks.close, { conversationId });

  private ask<P, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R> {
    if (!this.wire) {
      return Promise.reject(new Error(noServer));
    }

    // An absent token must stay absent: given as undefined it would travel as a second parameter.
    return token ? this.wire.sendRequest(type, params, token) : this.wire.sendRequest(type, params);
  }
}
