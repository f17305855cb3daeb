import {
  chat,
  type CancellationToken,
  type ChatContext,
  type ChatRequest,
  type ChatResponseStream,
  type ChatResult,
  ChatResponseTurn,
  type Disposable,
  type ExtensionContext,
  Uri,
} from 'vscode';
import type { Proposals } from '../builder/proposals.ts';
import { isCancelled, sentenceOf, wantsKey } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { BuilderEvent, Question } from '../platform/wire.ts';

/** What a chat answer remembers, so that the next one goes on with the same conversation. */
interface Remembered {
  conversationId?: string;
  /** The last event that the chat has shown. */
  lastSequence?: number;
  choices?: string[];
}

/** @omniforge: the builder as a chat participant. The chat's own history says which conversation goes on. */
export function registerParticipant(context: ExtensionContext, platform: Platform, proposals: Proposals): Disposable {
  const participant = chat.createChatParticipant('omniforge.builder', (request, history, stream, token) =>
    answer(platform, proposals, request, history, stream, token),
  );
  participant.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  participant.followupProvider = {
    provideFollowups: (result) => ((result.metadata as Remembered)?.choices ?? []).map((choice) => ({ prompt: choice, label: choice })),
  };
  return participant;
}

async function answer(
  platform: Platform,
  proposals: Proposals,
  request: ChatRequest,
  history: ChatContext,
  stream: ChatResponseStream,
  token: CancellationToken,
): Promise<ChatResult> {
  const before = request.command === 'new' ? undefined : rememberedOf(history);
  let conversationId = before?.conversationId;
  let lastSequence = before?.lastSequence ?? 0;
  let question: Question | undefined;
  let spoken = '';
  const say = (text: string): void => {
    spoken += text;
    stream.markdown(text);
  };
  const subscription = platform.onBuilder((event) => {
    if (event.conversationId === conversationId) {
      question = event.question ?? (event.choices?.length ? { id: '', text: '', choices: event.choices } : question);
      lastSequence = Math.max(lastSequence, event.kind === 'messageDelta' ? 0 : event.sequence);
      draw(event, conversationId, stream, say, proposals);
    }
  });
  try {
    const opening = await platform.open({ conversationId, afterSequence: conversationId ? lastSequence : undefined, timeZone: zone() });
    conversationId = opening.conversationId;
    if (request.prompt.trim() === '' && request.command !== 'test' && request.command !== 'activate') {
      say(opening.greeting ?? 'What should be done for you, and when?');
      return { metadata: { conversationId, lastSequence } satisfies Remembered };
    }

    const result =
      request.command === 'test'
        ? await platform.test(conversationId, token)
        : request.command === 'activate'
          ? await platform.activate(conversationId)
          : await platform.turn(conversationId, request.prompt, token);
    const reply = 'reply' in result ? result.reply : undefined;
    if (reply && !spoken.includes(reply.trim())) {
      say(`\n\n${reply}`);
    }

    return { metadata: { conversationId, lastSequence, choices: question?.choices } satisfies Remembered };
  } catch (error) {
    if (isCancelled(error)) {
      return { metadata: { conversationId, lastSequence } satisfies Remembered };
    }

    if (wantsKey(error)) {
      stream.button({ command: 'omniforge.signIn', title: 'Sign In…' });
    }

    return { errorDetails: { message: sentenceOf(error) }, metadata: { conversationId, lastSequence } satisfies Remembered };
  } finally {
    subscription.dispose();
  }
}

function draw(
  event: BuilderEvent,
  conversationId: string,
  stream: ChatResponseStream,
  say: (text: string) => void,
  proposals: Proposals,
): void {
  switch (event.kind) {
    case 'messageDelta':
      say(event.text ?? '');
      break;
    case 'proposal':
      if (event.proposal?.status === 'open') {
        const { id, title, summary, files, changes } = event.proposal;
        proposals.keep(event.proposal);
        say(`\n\n**${title}**\n\n${[summary, ...(changes ?? []).map((change) => `- ${change}`)].filter(Boolean).join('\n')}\n\n`);
        files.forEach(({ path }) => stream.button({ command: 'omniforge.proposal.show', title: path, arguments: [id, path] }));
        stream.button({ command: 'omniforge.proposal.decide', title: 'Accept', arguments: [conversationId, id, 'accept'] });
        stream.button({ command: 'omniforge.proposal.decide', title: 'Reject', arguments: [conversationId, id, 'reject'] });
      }
      break;
    case 'testEvent':
      if (event.step) {
        const { skill, status, text } = event.step;
        stream.progress(skill === '' ? (text ?? '') : `${skill}: ${status === 'stepStarted' ? 'running' : status}`);
      }

      break;
    case 'activated':
      say(`\n\n${event.text || 'The agent is on.'}`);
      break;
    case 'testFinished':
    case 'notice':
      say(event.text ? `\n\n${event.text}` : '');
      break;
    default:
      break;
  }
}

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function rememberedOf(history: ChatContext): Remembered | undefined {
  const last = history.history.findLast((turn): turn is ChatResponseTurn => turn instanceof ChatResponseTurn);
  return last?.result.metadata as Remembered | undefined;
}
