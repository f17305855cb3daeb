import { EventEmitter, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Event, type TreeDataProvider } from 'vscode';
import { sentenceOf } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { Agent, Execution, InboxItem } from '../platform/wire.ts';
import type { Runs } from './runs.ts';
import { drawAgent, drawExecution, drawNotice, unfinished, whenIs, type Drawn } from './words.ts';

export interface AgentNode {
  kind: 'agent';
  agent: Agent;
}

export interface ExecutionNode {
  kind: 'execution';
  agent: Agent;
  execution: Execution;
}

/** What agents that run by themselves want their owner to know; there only while there is something. */
export interface InboxNode {
  kind: 'inbox';
  items: InboxItem[];
}

export interface NoticeNode {
  kind: 'notice';
  item: InboxItem;
}

interface NoteNode {
  kind: 'note';
  text: string;
}

export type Node = AgentNode | ExecutionNode | InboxNode | NoticeNode | NoteNode;

/** Agents and, below each, its last executions: asked for when shown, again when the server says that they changed. */
export class AgentTree implements TreeDataProvider<Node> {
  private readonly changed = new EventEmitter<Node | undefined>();
  private readonly shown = new Map<string, AgentNode>();
  readonly onDidChangeTreeData: Event<Node | undefined> = this.changed.event;

  constructor(
    private readonly platform: Platform,
    private readonly runs: Runs,
    private readonly connected: () => boolean,
  ) {}

  refresh(agentId?: string): void {
    this.changed.fire(agentId === undefined ? undefined : this.shown.get(agentId));
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'note') {
      return new TreeItem(node.text);
    }

    const now = new Date();
    const when = (iso: string): string => whenIs(iso, now);
    if (node.kind === 'inbox') {
      const inbox = new TreeItem('Inbox', TreeItemCollapsibleState.Expanded);
      inbox.id = 'inbox';
      inbox.description = String(node.items.length);
      inbox.iconPath = new ThemeIcon('inbox');
      inbox.contextValue = 'inbox';
      return inbox;
    }

    if (node.kind === 'notice') {
      const notice = itemOf(drawNotice(node.item, when));
      notice.id = `notice ${node.item.id}`;
      notice.command = { command: 'omniforge.notice.show', title: 'Show', arguments: [node] };
      return notice;
    }

    const item = itemOf(node.kind === 'agent' ? drawAgent(node.agent, when) : drawExecution(node.execution, when));
    if (node.kind === 'agent') {
      item.collapsibleState = TreeItemCollapsibleState.Collapsed;
      item.id = node.agent.id;
    } else {
      item.id = node.execution.id;
      item.command = { command: 'omniforge.watch', title: 'Show Output', arguments: [node] };
    }

    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      if (node === undefined) {
        // Asked for together; a server that knows no inbox has none.
        const [agents, items] = await Promise.all([this.agents(), this.connected() ? this.platform.inbox().catch(() => []) : []]);
        return items.length > 0 ? [{ kind: 'inbox', items }, ...agents] : agents;
      }

      if (node.kind === 'inbox') {
        return node.items.map((item) => ({ kind: 'notice', item }));
      }

      return node.kind === 'agent' ? await this.executions(node.agent) : [];
    } catch (error) {
      return [{ kind: 'note', text: sentenceOf(error) }];
    }
  }

  private async agents(): Promise<Node[]> {
    this.shown.clear();
    // Nothing to show means the view's welcome text, which says what to do.
    const agents = this.connected() ? await this.platform.agents() : [];
    return agents.map((agent) => {
      const node: AgentNode = { kind: 'agent', agent };
      this.shown.set(agent.id, node);
      return node;
    });
  }

  private async executions(agent: Agent): Promise<Node[]> {
    const executions = await this.platform.executions(agent.id);
    for (const execution of executions) {
      if (unfinished(execution.status)) {
        this.runs.follow(execution.id);
      }
    }

    return executions.length === 0
      ? [{ kind: 'note', text: 'Has not run yet.' }]
      : executions.map((execution) => ({ kind: 'execution', agent, execution }));
  }
}

function itemOf(drawn: Drawn): TreeItem {
  const item = new TreeItem(drawn.label);
  item.description = drawn.description;
  item.tooltip = drawn.tooltip;
  item.iconPath = new ThemeIcon(drawn.icon, drawn.color ? new ThemeColor(drawn.color) : undefined);
  item.contextValue = drawn.context;
  return item;
}
