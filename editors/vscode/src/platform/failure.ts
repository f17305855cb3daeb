// Failures in words for people. The server's sentences are shown as they are; only what it cannot say is said here.

const methodNotFound = -32601;
const requestCancelled = -32800;
/** The client's own codes for a connection that ended before the answer. */
const connectionEnded = [-32097, -32098, -32099];

interface Refused {
  code?: number;
  message?: string;
  data?: { reason?: string };
}

const refused = (error: unknown): Refused => (typeof error === 'object' && error !== null ? (error as Refused) : {});

/** Why the platform refused, as its contract names it; empty when it was not the platform. */
export function reasonOf(error: unknown): string {
  return refused(error).data?.reason ?? '';
}

export function isCancelled(error: unknown): boolean {
  return refused(error).code === requestCancelled || (error instanceof Error && error.name === 'Canceled');
}

/** One sentence that can be shown. */
export function sentenceOf(error: unknown): string {
  const { code, message } = refused(error);
  if (code === methodNotFound) {
    return 'This language server is older than the extension and cannot do that. Clear omniforge.server.path, or update the extension.';
  }

  if (code !== undefined && connectionEnded.includes(code)) {
    return 'The language server ended before it answered. It is started again; try once more.';
  }

  return message?.trim() || 'The language server did not answer. OmniForge: Show Log says more.';
}

/** Why a server did not start, to end a sentence with. */
export function startFailureOf(error: unknown): string {
  const { code } = refused(error);
  return code !== undefined && connectionEnded.includes(code) ? 'it ended before it answered.' : sentenceOf(error);
}

/** Whether signing in could help. */
export function wantsKey(error: unknown): boolean {
  return reasonOf(error) === 'UNAUTHENTICATED';
}
