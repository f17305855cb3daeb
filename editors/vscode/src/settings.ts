import { workspace } from 'vscode';

/** What the person set, as VS Code merges it; a folder that is not trusted has no say in path and endpoint. */
export interface Settings {
  profile: string;
  endpoint: string;
  serverPath: string;
  trace: 'off' | 'messages' | 'verbose';
}

export function readSettings(): Settings {
  const section = workspace.getConfiguration('omniforge');
  return {
    profile: section.get('profile', 'auto'),
    endpoint: section.get('endpoint', '').trim(),
    serverPath: section.get('server.path', '').trim(),
    trace: section.get('trace.server', 'off'),
  };
}
