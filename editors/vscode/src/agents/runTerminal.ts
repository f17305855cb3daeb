import { EventEmitter, window, type Disposable, type Event, type Pseudoterminal, type Terminal } from 'vscode';

/** Where the lines of runs go. */
export interface Lines {
  appendLine(line: string): void;
  show(preserveFocus?: boolean): void;
}

/** A terminal without a shell that prints runs as they happen. Control+C in it asks for the end of what runs. */
export class RunTerminal implements Lines, Disposable {
  private readonly interrupted = new EventEmitter<void>();
  private early: string[] = [];
  private written: EventEmitter<string> | undefined;
  private terminal: Terminal | undefined;

  readonly onInterrupt: Event<void> = this.interrupted.event;

  appendLine(line: string): void {
    const text = `${line.replace(/\r?\n/g, '\r\n')}\r\n`;
    if (this.written) {
      this.written.fire(text);
    } else {
      // A terminal forgets what is written before it is open.
      this.early.push(text);
    }
  }

  show(preserveFocus = false): void {
    this.terminal ??= window.createTerminal({ name: 'OmniForge Runs', pty: this.pty(), isTransient: true });
    this.terminal.show(preserveFocus);
  }

  dispose(): void {
    this.terminal?.dispose();
    this.interrupted.dispose();
  }

  private pty(): Pseudoterminal {
    const written = new EventEmitter<string>();
    return {
      onDidWrite: written.event,
      open: () => {
        this.written = written;
        this.early.forEach((text) => written.fire(text));
        this.early = [];
      },
      close: () => {
        this.written = undefined;
        this.terminal = undefined;
        written.dispose();
      },
      handleInput: (typed) => {
        if (typed === '\u0003') {
          this.interrupted.fire();
        }
      },
    };
  }
}
