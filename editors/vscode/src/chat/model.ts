import {
  LanguageModelChatMessageRole,
  LanguageModelTextPart,
  lm,
  type CancellationToken,
  type Disposable,
  type LanguageModelChatInformation,
  type LanguageModelChatProvider,
  type LanguageModelChatRequestMessage,
  type Progress,
} from 'vscode';
import type { Platform } from '../platform/platform.ts';

const remembered = 50;

/**
 * The builder as a language model of VS Code. Chat sends nothing, not even to @omniforge, while no model is chosen;
 * this one makes that work without any paid assistant.
 */
export class BuilderModel implements LanguageModelChatProvider {
  private readonly conversations = new Map<string, string>();

  constructor(private readonly platform: Platform) {}

  provideLanguageModelChatInformation(): LanguageModelChatInformation[] {
    return [
      {
        id: 'omniforge-builder',
        name: 'OmniForge Builder',
        family: 'omniforge',
        version: '1',
        maxInputTokens: 16_000,
        maxOutputTokens: 4_000,
        // Chat begins in a mode that offers only models which may be handed tools. This one needs none of them.
        capabilities: { toolCalling: true },
      },
    ];
  }

  async provideLanguageModelChatResponse(
    _model: LanguageModelChatInformation,
    messages: readonly LanguageModelChatRequestMessage[],
    _options: unknown,
    progress: Progress<LanguageModelTextPart>,
    token: CancellationToken,
  ): Promise<void> {
    // Models get the whole talk each time and no id: the words before the newest ones name the conversation.
    const before = talkOf(messages.slice(0, -1));
    const words = textOf(messages.at(-1));
    const { conversationId } = await this.platform.open({ conversationId: before ? this.conversations.get(before) : undefined });
    let spoken = '';
    const subscription = this.platform.onBuilder((event) => {
      if (event.conversationId === conversationId && event.kind === 'messageDelta' && event.text) {
        spoken += event.text;
        progress.report(new LanguageModelTextPart(event.text));
      }
    });
    try {
      const { reply } = await this.platform.turn(conversationId, words, token);
      if (spoken === '' && reply) {
        spoken = reply;
        progress.report(new LanguageModelTextPart(reply));
      }

      this.remember(talkOf(messages) + spoken, conversationId);
    } finally {
      subscription.dispose();
    }
  }

  /** About four characters are a token; VS Code only budgets with it. */
  provideTokenCount(_model: LanguageModelChatInformation, text: string | LanguageModelChatRequestMessage): Promise<number> {
    return Promise.resolve(Math.ceil((typeof text === 'string' ? text : textOf(text)).length / 4));
  }

  private remember(talk: string, conversationId: string): void {
    this.conversations.set(talk, conversationId);
    const oldest = this.conversations.keys().next().value;
    if (this.conversations.size > remembered && oldest !== undefined) {
      this.conversations.delete(oldest);
    }
  }
}

export function registerModel(platform: Platform): Disposable {
  const registration = lm.registerLanguageModelChatProvider('omniforge', new BuilderModel(platform));
  // Being asked for once makes it the selected model where there is no other.
  void lm.selectChatModels({ vendor: 'omniforge' }).then(undefined, () => undefined);
  return registration;
}

const textOf = (message: LanguageModelChatRequestMessage | undefined): string =>
  (message?.content ?? []).map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');

const talkOf = (messages: readonly LanguageModelChatRequestMessage[]): string =>
  messages.map((message) => (message.role === LanguageModelChatMessageRole.User ? '\u0001' : '\u0002') + textOf(message)).join('')
  + (messages.at(-1)?.role === LanguageModelChatMessageRole.User ? '\u0002' : '');
