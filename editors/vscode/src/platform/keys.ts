import { window, type ExtensionContext } from 'vscode';

/**
 * API keys in VS Code's secret storage, one per endpoint: a folder that names another endpoint does not get the key
 * of this one.
 */
export class Keys {
  constructor(private readonly context: ExtensionContext) {}

  get(endpoint: string): Thenable<string | undefined> {
    return this.context.secrets.get(nameFor(endpoint));
  }

  /** Asks for a key and keeps it. True when there is a new one. */
  async signIn(endpoint: string): Promise<boolean> {
    const key = await window.showInputBox({
      title: 'OmniForge: Sign In',
      prompt: `API key for ${endpoint || 'the server on this machine'}. 'omniforge keys create' makes one.`,
      placeHolder: 'of_…',
      password: true,
      ignoreFocusOut: true,
      validateInput: (typed) => (typed.trim() && /\s/.test(typed.trim()) ? 'A key has no spaces.' : undefined),
    });
    if (!key?.trim()) {
      return false;
    }

    await this.context.secrets.store(nameFor(endpoint), key.trim());
    return true;
  }

  async signOut(endpoint: string): Promise<void> {
    await this.context.secrets.delete(nameFor(endpoint));
  }
}

const nameFor = (endpoint: string): string => `omniforge.apiKey ${endpoint.toLowerCase().replace(/\/+$/, '')}`;
