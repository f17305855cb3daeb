import type { Status } from './wire.ts';

/** What the language status item says. `icon` is a codicon. */
export interface StatusWords {
  text: string;
  detail: string;
  severity: 'information' | 'warning' | 'error';
  action: 'signIn' | 'showLog' | 'openBuilder' | 'openSettings';
  actionTitle: string;
}

/** @param problem Why there is no language server; undefined when there is one. */
export function statusWords(status: Status | undefined, problem: string | undefined): StatusWords {
  if (problem !== undefined) {
    return { text: 'OmniForge: no language server', detail: problem, severity: 'error', action: 'showLog', actionTitle: 'Show Log' };
  }

  const detail = status?.message ?? 'Starting …';
  switch (status?.state) {
    case 'connected': {
      const tools = status.tools === undefined ? '' : `, ${status.tools} ${status.tools === 1 ? 'tool' : 'tools'}`;
      return { text: `OmniForge: connected${tools}`, detail, severity: 'information', action: 'openBuilder', actionTitle: 'Open Builder' };
    }
    case 'signedOut':
      return { text: 'OmniForge: signed out', detail, severity: 'warning', action: 'signIn', actionTitle: 'Sign In…' };
    case 'offline':
      return { text: 'OmniForge: offline', detail, severity: 'information', action: 'openSettings', actionTitle: 'Settings' };
    default:
      return { text: 'OmniForge', detail, severity: 'information', action: 'showLog', actionTitle: 'Show Log' };
  }
}
