import { TestMessage, TestRunProfileKind, tests, workspace, type CancellationToken, type Disposable, type TestController, type TestItem, type TestRun, type TestRunRequest } from 'vscode';
import type { Runs } from '../agents/runs.ts';
import { outputLine } from '../agents/words.ts';
import { sentenceOf } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { StatusItem } from '../platform/statusItem.ts';
import { agentsUsing, skillNameOf } from './skillNames.ts';

/** Dry runs in the test explorer: one entry per agent that uses a skill of the workspace. */
export class DryRunTests implements Disposable {
  private readonly controller: TestController = tests.createTestController('omniforge.dryRuns', 'OmniForge dry runs');
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly platform: Platform,
    private readonly runs: Runs,
    status: StatusItem,
  ) {
    this.controller.refreshHandler = () => this.list();
    this.controller.createRunProfile('Dry run', TestRunProfileKind.Run, (request, token) => this.run(request, token), true);
    const skills = workspace.createFileSystemWatcher('**/SKILL.md', false, true, false);
    this.subscriptions = [
      this.controller,
      skills,
      skills.onDidCreate(() => void this.list()),
      skills.onDidDelete(() => void this.list()),
      platform.onAgentsChanged(() => void this.list()),
      platform.onBuilder(({ kind }) => void ((kind === 'activated' || kind === 'proposalDecided') && this.list())),
      status.onStatus(() => void this.list()),
    ];
    this.connected = () => status.current?.state === 'connected';
  }

  private readonly connected: () => boolean;

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private async list(): Promise<void> {
    if (!this.connected()) {
      this.controller.items.replace([]);
      return;
    }

    try {
      const [agents, files] = await Promise.all([this.platform.agents(), workspace.findFiles('**/SKILL.md', '**/node_modules/**', 2000)]);
      const paths = new Map(files.map((file) => [skillNameOf(file.path), file]));
      this.controller.items.replace(
        agentsUsing(agents, paths.keys()).map(({ agent, skill }) => {
          const item = this.controller.createTestItem(agent.id, agent.name, paths.get(skill));
          item.description = agent.status;
          return item;
        }),
      );
    } catch {
      // The status item says what is wrong with the platform; there is nothing to list until it is well again.
      this.controller.items.replace([]);
    }
  }

  private async run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const chosen = request.include ?? [...this.controller.items].map(([, item]) => item);
    for (const item of chosen.filter((each) => !request.exclude?.includes(each))) {
      if (!workspace.isTrusted || token.isCancellationRequested) {
        run.skipped(item);
      } else {
        await this.dryRun(run, item);
      }
    }

    run.end();
  }

  private async dryRun(run: TestRun, item: TestItem): Promise<void> {
    const began = Date.now();
    run.started(item);
    try {
      const outcome = await this.runs.run({ id: item.id, name: item.label }, 'dryRun', run.token, (event) => {
        const line = outputLine(event);
        if (line !== undefined) {
          run.appendOutput(`${line.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
        }
      });
      if (outcome.succeeded) {
        run.passed(item, Date.now() - began);
      } else {
        run.failed(item, new TestMessage(outcome.text || `The dry run ended as: ${outcome.status}.`), Date.now() - began);
      }
    } catch (error) {
      run.errored(item, new TestMessage(sentenceOf(error)), Date.now() - began);
    }
  }
}
