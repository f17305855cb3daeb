import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import { isCancelled, sentenceOf } from '../platform/failure.ts';
import { noServer, type Platform } from '../platform/platform.ts';
import type { ExecutionEvent, ExecutionMode } from '../platform/wire.ts';
import type { RunTerminal } from './runTerminal.ts';
import { outputLine } from './words.ts';

/** How a run ended, as the platform said it. */
export interface Outcome {
  succeeded: boolean;
  status: string;
  text: string;
}

type Listener = (event: ExecutionEvent) => void;

/** Starts executions and passes their events on; what is watched is asked for again when the server comes back. */
export class Runs implements Disposable {
  private readonly watched = new Map<string, number>();
  private readonly changed = new EventEmitter<string>();
  private readonly subscriptions: Disposable[];

  /** The agent of an execution that began, paused or ended. */
  readonly onChanged: Event<string> = this.changed.event;

  constructor(
    private readonly platform: Platform,
    private readonly output: RunTerminal,
  ) {
    this.subscriptions = [
      platform.onExecution((event) => this.happened(event)),
      platform.onConnected(() => this.watchAgain()),
    ];
  }

  /** Hears of an execution until it ends. */
  follow(executionId: string): void {
    if (!this.watched.has(executionId)) {
      this.watched.set(executionId, 0);
      this.ask(executionId, 0);
    }
  }

  /** Runs an agent to its end, line by line. A cancelled token cancels the execution, not only the waiting. */
  async run(
    agent: { id: string; name: string },
    mode: ExecutionMode,
    token: CancellationToken,
    heard: Listener = () => undefined,
  ): Promise<Outcome> {
    this.output.appendLine(`── ${mode === 'dryRun' ? 'Dry run' : 'Run'} of ${agent.name} ──`);
    const early: ExecutionEvent[] = [];
    let listen: Listener = (event) => early.push(event);
    let gone: Disposable | undefined;
    // Events may overtake the answer that names the execution.
    const subscription = this.platform.onExecution((event) => listen(event));
    try {
      const executionId = await this.platform.run(agent.id, mode);
      this.watched.set(executionId, 0);
      const cancelling = [
        token.onCancellationRequested(() => this.cancel(executionId)),
        this.output.onInterrupt(() => this.cancel(executionId)),
      ];
      if (token.isCancellationRequested) {
        this.cancel(executionId);
      }

      try {
        return await new Promise<Outcome>((resolve, reject) => {
          gone = this.platform.onGone(() => reject(new Error(noServer)));
          let last = 0;
          listen = (event) => {
            if (event.executionId !== executionId || (event.sequence !== 0 && event.sequence <= last)) {
              return;
            }

            last = event.sequence;
            this.print(event);
            heard(event);
            if (event.kind === 'finished') {
              const status = event.status ?? 'finished';
              resolve({ succeeded: status === 'succeeded', status, text: event.text ?? '' });
            }
          };
          early.forEach((event) => listen(event));
        });
      } finally {
        cancelling.forEach((each) => each.dispose());
      }
    } catch (error) {
      this.output.appendLine(sentenceOf(error));
      throw error;
    } finally {
      subscription.dispose();
      gone?.dispose();
    }
  }

  /** Prints an execution from its first event on. */
  async show(executionId: string, title: string): Promise<void> {
    this.output.appendLine(`── ${title} ──`);
    this.output.show(true);
    let last = 0;
    const subscription = this.platform.onExecution((event) => {
      if (event.executionId === executionId && event.sequence > last) {
        last = event.sequence;
        this.print(event);
        if (event.kind === 'finished') {
          subscription.dispose();
        }
      }
    });
    try {
      await this.platform.watch(executionId, 0);
    } catch (error) {
      subscription.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private print(event: ExecutionEvent): void {
    const line = outputLine(event);
    if (line !== undefined) {
      this.output.appendLine(line);
    }
  }

  private cancel(executionId: string): void {
    void this.platform.cancel(executionId).catch((error: unknown) => this.output.appendLine(sentenceOf(error)));
  }

  private happened(event: ExecutionEvent): void {
    if (event.kind === 'finished') {
      this.watched.delete(event.executionId);
    } else {
      this.watched.set(event.executionId, event.sequence);
    }

    if (event.kind === 'started' || event.kind === 'waiting' || event.kind === 'finished') {
      this.changed.fire(event.agentId);
    }
  }

  private watchAgain(): void {
    this.watched.forEach((after, executionId) => this.ask(executionId, after));
  }

  private ask(executionId: string, after: number): void {
    void this.platform.watch(executionId, after).catch((error: unknown) => {
      this.watched.delete(executionId);
      if (!isCancelled(error)) {
        this.output.appendLine(sentenceOf(error));
      }
    });
  }
}
