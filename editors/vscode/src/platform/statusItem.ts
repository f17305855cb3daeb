import { commands, EventEmitter, languages, LanguageStatusSeverity, type Disposable, type Event } from 'vscode';
import type { LanguageSession } from '../server/languageSession.ts';
import { reasonOf, sentenceOf } from './failure.ts';
import type { Platform } from './platform.ts';
import { statusWords } from './statusWords.ts';
import type { Status } from './wire.ts';

const severities = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

const actions = {
  signIn: { command: 'omniforge.signIn', arguments: [] },
  showLog: { command: 'omniforge.showLog', arguments: [] },
  openBuilder: { command: 'omniforge.openBuilder', arguments: [] },
  openSettings: { command: 'workbench.action.openSettings', arguments: ['omniforge.endpoint'] },
};

/** Draws how the language server stands with the platform, at the language of every skill. */
export class StatusItem implements Disposable {
  private readonly item = languages.createLanguageStatusItem('omniforge.status', [
    { scheme: 'file', language: 'skill' },
    { scheme: 'file', pattern: '**/SKILL.md' },
  ]);
  private readonly drawn = new EventEmitter<Status | undefined>();
  private readonly subscriptions: Disposable[];
  private status: Status | undefined;
  private problem: string | undefined;

  readonly onStatus: Event<Status | undefined> = this.drawn.event;

  constructor(
    private readonly platform: Platform,
    session: LanguageSession,
  ) {
    this.item.name = 'OmniForge';
    this.subscriptions = [
      this.item,
      platform.onStatus((status) => this.draw(status, undefined)),
      platform.onConnected(() => void this.refresh()),
      session.onProblem((problem) => this.draw(problem === undefined ? this.status : undefined, problem)),
    ];
    this.draw(undefined, undefined);
  }

  get current(): Status | undefined {
    return this.status;
  }

  get sentence(): string {
    return this.item.detail ?? '';
  }

  async refresh(): Promise<void> {
    try {
      this.draw(await this.platform.status(), undefined);
    } catch (error) {
      const state = reasonOf(error) === 'UNAUTHENTICATED' ? 'signedOut' : 'offline';
      this.draw({ state, message: sentenceOf(error) }, this.problem);
    }
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private draw(status: Status | undefined, problem: string | undefined): void {
    this.status = status;
    this.problem = problem;
    const words = statusWords(status, problem);
    const { command, arguments: given } = actions[words.action];
    this.item.text = words.text;
    this.item.detail = words.detail;
    this.item.severity = severities[words.severity];
    this.item.command = { title: words.actionTitle, command, arguments: given };
    void commands.executeCommand('setContext', 'omniforge.state', status?.state ?? 'offline');
    this.drawn.fire(status);
  }
}
