import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { commands, EventEmitter, Uri, window, workspace, type Event, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { sentenceOf, startFailureOf } from '../platform/failure.ts';
import type { Keys } from '../platform/keys.ts';
import type { Platform, Wire } from '../platform/platform.ts';
import { readSettings } from '../settings.ts';
import { chooseBinary } from './binary.ts';
import { Crashes } from './crashes.ts';
import { traceChannel } from './trace.ts';

/** The language server's process and the talk with it, from start to stop. */
export class LanguageSession {
  private readonly crashes = new Crashes(Date.now);
  private readonly problems = new EventEmitter<string | undefined>();
  private readonly trace: ReturnType<typeof traceChannel>;
  private client: LanguageClient | undefined;
  private path = '';
  private hasRun = false;
  private turn: Promise<void> = Promise.resolve();

  /** One sentence when there is no server; undefined when there is one. */
  readonly onProblem: Event<string | undefined> = this.problems.event;

  constructor(
    private readonly context: ExtensionContext,
    private readonly platform: Platform,
    private readonly keys: Keys,
    readonly log: LogOutputChannel,
  ) {
    const channel = window.createOutputChannel('OmniForge Trace', { log: true });
    this.trace = traceChannel(channel, () => readSettings().trace);
    context.subscriptions.push(channel);
  }

  /** What 'Show Version' and the debug information say. */
  get facts(): { path: string; server: string; running: boolean } {
    const info = this.client?.initializeResult?.serverInfo;
    return {
      path: this.path,
      server: info ? `${info.name} ${info.version ?? ''}`.trim() : 'not running',
      running: this.client?.state === State.Running,
    };
  }

  /** Starts, stops and restarts happen one after the other: settings may change while a server starts. */
  start(): Promise<void> {
    return this.inTurn(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      this.crashes.forget();
      await this.stopNow();
      await this.startNow();
    });
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act, act);
    return this.turn;
  }

  private async startNow(): Promise<void> {
    const binary = chooseBinary({
      setting: readSettings().serverPath,
      bundled: this.bundled(),
      home: homedir(),
      look: whatLiesAt,
    });
    if ('problem' in binary) {
      this.path = '';
      this.complain(binary.problem, 'Open Settings');
      return;
    }

    this.path = binary.path;
    this.hasRun = false;
    const client = new QuietClient('omniforge', 'OmniForge', { command: binary.path, args: [] }, await this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.hasRun = true;
        this.problems.fire(undefined);
        this.platform.ready();
      } else if (newState === State.StartFailed && this.hasRun) {
        this.giveUp('The OmniForge language server stopped and could not be started again.', 'Restart');
      }
    });
    this.platform.attach(client as unknown as Wire);
    try {
      await withinPatience(client.start());
    } catch (error) {
      if (this.client === client && !this.hasRun) {
        this.giveUp(`The OmniForge language server did not start: ${startFailureOf(error)}`, 'Show Log');
      }

      // One that hangs would hold the next start back.
      client.serverProcess?.kill('SIGKILL');
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.platform.detach();
    if (client?.state === State.Running || client?.state === State.Starting) {
      // A server that does not say goodbye is ended by the client after two seconds.
      await client.stop(2000).catch((error: unknown) => this.log.warn(sentenceOf(error)));
    }
  }

  /** Sends what the server may know: settings, the key of the endpoint and whether this folder is trusted. */
  async sendConfiguration(): Promise<void> {
    if (this.client?.state === State.Running) {
      const omniforge = await this.configuration();
      await this.client.sendNotification('workspace/didChangeConfiguration', { settings: { omniforge } });
    }
  }

  traceSettingChanged(): void {
    this.trace.settingChanged();
  }

  private async configuration(): Promise<object> {
    const { profile, endpoint } = readSettings();
    const apiKey = await this.keys.get(endpoint);
    return {
      profile,
      ...(endpoint ? { endpoint } : {}),
      // Named even when there is none: a server keeps the key that a change does not name.
      apiKey: apiKey ?? '',
      // VS Code itself reports a bad name and a name that differs from the folder.
      hostValidates: true,
      trusted: workspace.isTrusted,
    };
  }

  private async options(): Promise<LanguageClientOptions> {
    return {
      documentSelector: [{ scheme: 'file', language: 'skill' }, { scheme: 'file', pattern: '**/SKILL.md' }],
      initializationOptions: await this.configuration(),
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      markdown: { isTrusted: false, supportHtml: false },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.ended(),
      },
    };
  }

  private ended(): { action: CloseAction; handled: boolean } {
    // A server that never answered is not tried again: startNow() says why.
    if (this.client === undefined || !this.hasRun) {
      return { action: CloseAction.DoNotRestart, handled: true };
    }

    if (this.crashes.next() === 'restart') {
      return { action: CloseAction.Restart, handled: true };
    }

    this.giveUp('The OmniForge language server stopped four times within three minutes and is not started again.', 'Restart');
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private giveUp(problem: string, first: 'Restart' | 'Show Log'): void {
    this.client = undefined;
    this.platform.giveUp();
    this.complain(problem, first);
  }

  private complain(problem: string, first: 'Open Settings' | 'Restart' | 'Show Log'): void {
    this.log.error(problem);
    this.problems.fire(problem);
    const choices = first === 'Show Log' ? [first] : [first, 'Show Log'];
    void window.showErrorMessage(problem, ...choices).then((chosen) => {
      switch (chosen) {
        case 'Open Settings':
          return commands.executeCommand('workbench.action.openSettings', 'omniforge.server.path');
        case 'Restart':
          return this.restart();
        case 'Show Log':
          return this.log.show();
        default:
          return undefined;
      }
    });
  }

  private bundled(): string {
    const name = process.platform === 'win32' ? 'omniforge-language-server.exe' : 'omniforge-language-server';
    return Uri.joinPath(this.context.extensionUri, 'server', name).fsPath;
  }
}

/** A language client that leaves it to us to tell people what went wrong: one message, not one per attempt. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A server that does not answer the first request within this time is taken for broken. */
const patienceMs = 20_000;

function withinPatience(started: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it did not answer within ${patienceMs / 1000} seconds.`)), patienceMs);
    started.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function whatLiesAt(path: string): 'program' | 'notExecutable' | 'folder' | 'nothing' {
  try {
    const found = statSync(path);
    if (!found.isFile()) {
      return found.isDirectory() ? 'folder' : 'nothing';
    }
  } catch {
    // Absent, or in a folder that may not be read: the same to whoever set the path.
    return 'nothing';
  }

  try {
    accessSync(path, constants.X_OK);
    return 'program';
  } catch {
    return 'notExecutable';
  }
}
