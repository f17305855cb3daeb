// What travels between this extension and the language server, beside LSP itself.

export type PlatformState = 'offline' | 'signedOut' | 'connected';

/** How the language server stands with the platform. `message` is one plain sentence. */
export interface Status {
  state: PlatformState;
  endpoint?: string;
  message: string;
  tools?: number;
}

export type AgentStatus = 'draft' | 'active' | 'paused' | 'archived';

export interface Agent {
  id: string;
  name: string;
  status: AgentStatus;
  description: string;
  nextRun?: string;
  skills: string[];
}

export type ExecutionMode = 'live' | 'dryRun';
export type ExecutionStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled';

export interface Execution {
  id: string;
  agentId: string;
  mode: ExecutionMode;
  status: ExecutionStatus;
  startedAt?: string;
  finishedAt?: string;
  summary?: string;
  error?: string;
}

export type InboxKind = 'failed' | 'paused' | 'waiting' | 'notStarted' | 'stopped';

/** Something the owner of an agent should know. */
export interface InboxItem {
  id: string;
  kind: InboxKind;
  text: string;
  agentId: string;
  executionId?: string;
  at?: string;
}

export interface ExecutionEvent {
  executionId: string;
  agentId: string;
  sequence: number;
  kind: 'started' | 'stepStarted' | 'stepFinished' | 'output' | 'waiting' | 'finished';
  skill?: string;
  status?: string;
  text?: string;
}

export interface Question {
  id: string;
  text: string;
  choices?: string[];
}

export interface ProposedFile {
  path: string;
  /** Null or absent: the file is new. */
  before?: string | null;
  /** Null or absent: the file goes. */
  after?: string | null;
}

export type ProposalStatus = 'open' | 'accepted' | 'rejected' | 'stale';

export interface Proposal {
  id: string;
  title: string;
  summary: string;
  status: ProposalStatus;
  files: ProposedFile[];
  /** One plain line for each change, files included. */
  changes?: string[];
}

export type BuilderEventKind =
  | 'turnStarted'
  | 'messageDelta'
  | 'message'
  | 'question'
  | 'proposal'
  | 'proposalDecided'
  | 'phase'
  | 'testStarted'
  | 'testEvent'
  | 'testFinished'
  | 'activated'
  | 'notice'
  | 'turnFinished';

export interface BuilderEvent {
  conversationId: string;
  sequence: number;
  kind: BuilderEventKind;
  /** Of proposalDecided: the proposal's id. */
  text?: string;
  /** Answers that a message offers. */
  choices?: string[];
  question?: Question;
  proposal?: Proposal;
  status?: string;
  phase?: string;
  step?: { skill: string; status: string; text?: string };
  agentId?: string;
  nextRun?: string;
}

export interface OpenConversation {
  conversationId?: string;
  agentId?: string;
  timeZone?: string;
  afterSequence?: number;
}

export interface ConversationOpened {
  conversationId: string;
  greeting?: string;
  phase?: string;
  lastSequence: number;
  question?: Question;
  proposals?: Proposal[];
}

export interface TurnResult {
  turnId: string;
  reply?: string;
  phase?: string;
  status: 'completed' | 'interrupted' | 'failed';
}

export interface Decided {
  phase?: string;
  status?: ProposalStatus;
}

export interface Tested {
  executionId: string;
  status: ExecutionStatus;
  summary?: string;
}

export interface Activated {
  agentId: string;
  nextRun?: string;
}
