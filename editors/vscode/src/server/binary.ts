/** Which program to start, or one sentence about why there is none. */
export type Binary = { path: string } | { problem: string };

export interface BinaryChoice {
  /** omniforge.server.path, as VS Code allows it here; empty = not set. */
  setting: string;
  /** The program inside the extension. */
  bundled: string;
  home: string;
  /** What lies at a path. */
  look: (path: string) => 'program' | 'notExecutable' | 'folder' | 'nothing';
}

export function chooseBinary({ setting, bundled, home, look }: BinaryChoice): Binary {
  const path = setting === '' ? bundled : setting.replace(/^~(?=[/\\]|$)/, home);
  switch (look(path)) {
    case 'program':
      return { path };
    case 'notExecutable':
      return { problem: `The language server ${path} may not be executed. Give it the right (chmod +x) or choose another.` };
    case 'folder':
      return { problem: `omniforge.server.path names the folder ${path}. Name the program omniforge-language-server in it.` };
    default:
      return setting === ''
        ? { problem: 'This build of the extension has no language server for your system. Name one in omniforge.server.path.' }
        : { problem: `There is no language server at ${path}. Correct omniforge.server.path, or clear it to use the one inside the extension.` };
  }
}
