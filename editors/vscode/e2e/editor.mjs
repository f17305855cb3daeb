// One VS Code with the shipped extension, for the tests of one file.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startCodeServer } from '../../../scripts/editors/code-server.mjs';
import { startBrowser, Workbench } from '../../../scripts/editors/workbench.mjs';

export const root = new URL('../../..', import.meta.url).pathname;
export const images = join(root, 'docs/images');
export const languageServer = join(root, 'artifacts/publish/omniforge-language-server');
const publish = join(root, 'artifacts/publish');

/** @returns {string} the newest package that scripts/vsix.sh made */
function vsix() {
  const found = readdirSync(publish).filter((name) => name.endsWith('.vsix')).sort().at(-1);
  if (!found) {
    throw new Error('There is no .vsix: run ./dev vsix.');
  }

  return join(publish, found);
}

/**
 * Starts an editor on a folder with these files (path → text). `settings` and `environment` are made from the home
 * folder; `prepare` may put there what is no text.
 */
export async function startEditor({ files, settings = () => ({}), environment = () => ({}), trust = 'off', prepare = () => undefined, size }) {
  const home = mkdtempSync(join(tmpdir(), 'omniforge-vscode-'));
  const folder = join(home, 'project');
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  prepare(home, folder);
  const server = await startCodeServer({ home, vsix: vsix(), settings: settings(home), environment: environment(home), trust });
  const browser = await startBrowser();
  const editor = {
    home,
    folder,
    browser,
    server,
    workbench: undefined,
    /** A picture of a failure is worth more than its message. */
    async stop(failed) {
      if (failed && editor.workbench) {
        mkdirSync(join(root, 'artifacts/editors/failures'), { recursive: true });
        const shown = editor.workbench.page.frames().map((frame) => frame.locator('#talk').innerText({ timeout: 1000 }).catch(() => ''));
        writeFileSync(join(root, `artifacts/editors/failures/${failed}.txt`), (await Promise.all(shown)).join(''));
        await editor.workbench.screenshot(join(root, `artifacts/editors/failures/${failed}.png`)).catch(() => undefined);
      }

      await browser.close();
      await server.stop();
      if (failed) {
        cpSync(join(home, 'user/logs'), join(root, `artifacts/editors/failures/${failed}-logs`), { recursive: true });
      }

      rmSync(home, { recursive: true, force: true });
    },
  };
  editor.workbench = await Workbench.open(browser, server.address, folder, size);
  return editor;
}

/** Pictures are for docs/: they are taken when asked for, so that a test run changes no file. */
export async function picture(workbench, name) {
  if (process.env.OMNIFORGE_PICTURES) {
    mkdirSync(images, { recursive: true });
    await workbench.screenshot(join(images, `${name}.png`));
  }
}
