// What the builder's page and the extension say to each other.
import type { BuilderEvent, ConversationOpened } from '../platform/wire.ts';

export type ToPage =
  | { type: 'opened'; opening: ConversationOpened }
  | { type: 'event'; event: BuilderEvent }
  | { type: 'answered'; reply?: string; phase?: string }
  | { type: 'failed'; text: string; wantsKey: boolean }
  | { type: 'trusted'; trusted: boolean };

export type ToExtension =
  | { type: 'ready'; conversationId?: string; lastSequence: number; timeZone: string }
  | { type: 'say'; text: string }
  | { type: 'stop' }
  | { type: 'show'; proposalId: string; path: string }
  | { type: 'decide'; proposalId: string; decision: 'accept' | 'reject' }
  | { type: 'test' }
  | { type: 'activate' }
  | { type: 'signIn' }
  | { type: 'retry' };
