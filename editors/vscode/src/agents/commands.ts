import { commands, ProgressLocation, Uri, window, workspace, type Disposable } from 'vscode';
import { sentenceOf, wantsKey } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { Agent, ExecutionMode } from '../platform/wire.ts';
import type { AgentTree, ExecutionNode, InboxNode, Node, NoticeNode } from './agentTree.ts';
import type { Lines } from './runTerminal.ts';
import type { Runs } from './runs.ts';

/** Shows why something did not work, with the one button that may help. */
export async function showFailure(error: unknown): Promise<void> {
  const buttons = wantsKey(error) ? ['Sign In…'] : [];
  if ((await window.showErrorMessage(`OmniForge: ${sentenceOf(error)}`, ...buttons)) === 'Sign In…') {
    await commands.executeCommand('omniforge.signIn');
  }
}

/** What can be done with agents and executions, from the tree, the palette, a code lens or a message. */
export function registerAgentCommands(platform: Platform, runs: Runs, tree: AgentTree, output: Lines): Disposable[] {
  const command = (name: string, act: (target: unknown) => Promise<unknown>): Disposable =>
    commands.registerCommand(`omniforge.${name}`, async (target: unknown) => {
      try {
        return await act(target);
      } catch (error) {
        return showFailure(error);
      }
    });

  const run = async (target: unknown, mode: ExecutionMode): Promise<void> => {
    if (!workspace.isTrusted) {
      void window.showWarningMessage('OmniForge runs agents only in folders you trust.');
      return;
    }

    const agent = await agentOf(platform, target, mode);
    if (agent) {
      await runWithProgress(runs, output, agent, mode);
    }
  };

  return [
    command('dryRun', (target) => run(target, 'dryRun')),
    command('run', (target) => run(target, 'live')),
    command('activate', async (target) => {
      const agent = await agentOf(platform, target, 'live');
      if (agent) {
        await platform.activateAgent(agent.id);
        tree.refresh();
      }
    }),
    command('pause', async (target) => {
      const agent = await agentOf(platform, target, 'live');
      if (agent) {
        await platform.pauseAgent(agent.id);
        tree.refresh();
      }
    }),
    command('watch', async (target) => {
      if (isExecution(target)) {
        const kind = target.execution.mode === 'dryRun' ? 'Dry run' : 'Run';
        await runs.show(target.execution.id, `${kind} of ${target.agent.name}`);
      }
    }),
    command('notice.show', async (target) => {
      if (isNode(target) && target.kind === 'notice') {
        await showNotice(platform, runs, tree, target);
      }
    }),
    command('notice.read', async (target) => {
      if (isNode(target) && (target.kind === 'notice' || target.kind === 'inbox')) {
        await platform.markRead(idsOf(target));
        tree.refresh();
      }
    }),
    command('shareFile', async (target) => {
      const file = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
      if (file?.scheme === 'file') {
        const name = await platform.share(file.fsPath);
        void window.showInformationMessage(`OmniForge: agents may read ${name} now.`);
      } else {
        void window.showInformationMessage('OmniForge: open the file that agents shall read, or choose it in the explorer.');
      }
    }),
    command('cancel', async (target) => {
      if (isExecution(target)) {
        await platform.cancel(target.execution.id);
      }
    }),
  ];
}

const idsOf = (node: NoticeNode | InboxNode): string[] => (node.kind === 'notice' ? [node.item.id] : node.items.map(({ id }) => id));

/** The whole text, with the two things one does with it. */
async function showNotice(platform: Platform, runs: Runs, tree: AgentTree, node: NoticeNode): Promise<void> {
  const { id, text, executionId } = node.item;
  const output = executionId ? ['Show Output'] : [];
  const chosen = await window.showInformationMessage(text, ...output, 'Mark as Read');
  if (chosen === 'Mark as Read') {
    await platform.markRead([id]);
    tree.refresh();
  } else if (chosen && executionId) {
    await runs.show(executionId, 'Run');
  }
}

async function runWithProgress(runs: Runs, output: Lines, agent: Agent, mode: ExecutionMode): Promise<void> {
  const kind = mode === 'dryRun' ? 'Dry run' : 'Run';
  output.show(true);
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: `${kind} of ${agent.name}`, cancellable: true },
    (progress, token) =>
      runs.run(agent, mode, token, (event) => {
        if (event.kind === 'stepStarted' || event.kind === 'waiting') {
          progress.report({ message: event.kind === 'waiting' ? 'waits for a person' : event.skill });
        }
      }),
  );
  const said = `${kind} of ${agent.name}: ${outcome.status}${outcome.text ? `. ${outcome.text}` : ''}`;
  const show = outcome.succeeded || outcome.status === 'cancelled' ? window.showInformationMessage : window.showErrorMessage;
  void show(said, 'Show Output').then((chosen) => chosen && output.show());
}

/** A tree node, an agent's id (from a code lens), or whom the person picks. */
async function agentOf(platform: Platform, target: unknown, mode: ExecutionMode): Promise<Agent | undefined> {
  if (isNode(target) && 'agent' in target) {
    return target.agent;
  }

  const agents = await platform.agents();
  const id = typeof target === 'string' ? target : (target as { agentId?: string } | undefined)?.agentId;
  if (id !== undefined) {
    return agents.find((agent) => agent.id === id) ?? { id, name: id, status: 'active', description: '', skills: [] };
  }

  if (agents.length === 0) {
    void window.showInformationMessage('No agent yet. The builder makes one with you.', 'Open Builder').then((chosen) => {
      return chosen && commands.executeCommand('omniforge.openBuilder');
    });
    return undefined;
  }

  const picked = await window.showQuickPick(
    agents.map((agent) => ({ label: agent.name, description: agent.status, detail: agent.description, agent })),
    { title: mode === 'dryRun' ? 'Dry run which agent?' : 'Run which agent?', matchOnDescription: true },
  );
  return picked?.agent;
}

const isNode = (target: unknown): target is Node =>
  typeof target === 'object' && target !== null && 'kind' in target && ('agent' in target || 'text' in target || 'item' in target || 'items' in target);

const isExecution = (target: unknown): target is ExecutionNode => isNode(target) && target.kind === 'execution';
