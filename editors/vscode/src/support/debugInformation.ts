/** Facts for a bug report. No key, no text of a file, no name of a folder. */
export function debugInformation(facts: {
  extension: string;
  editor: string;
  system: string;
  server: string;
  serverPath: 'bundled' | 'from settings' | 'none';
  profile: string;
  endpoint: string;
  status: string;
  trusted: boolean;
}): string {
  return [
    `Extension: ${facts.extension}`,
    `Editor: ${facts.editor}`,
    `System: ${facts.system}`,
    `Language server: ${facts.server} (${facts.serverPath})`,
    `Profile: ${facts.profile}`,
    `Endpoint: ${withoutSecrets(facts.endpoint) || 'the server on this machine'}`,
    `Status: ${facts.status}`,
    `Workspace trusted: ${facts.trusted ? 'yes' : 'no'}`,
  ].join('\n');
}

/** An address may carry a user and a password, or a token behind the question mark. */
function withoutSecrets(endpoint: string): string {
  try {
    const { protocol, host, pathname } = new URL(endpoint);
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return endpoint === '' ? '' : '(not an address)';
  }
}
