// VS Code in the browser, as one process group with folders of its own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
const entry = join(root, 'artifacts/editors/node_modules/code-server/out/node/entry.js');

/** Whoever is started here ends with this process, however it ends. */
const groups = new Set();
process.on('exit', () => groups.forEach((pid) => endGroup(pid, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(130));
}

/**
 * @param {{ home: string, vsix?: string, settings?: object, environment?: object, trust?: 'off' | 'ask' }} options
 * `home` is an empty folder. Ends with stop().
 */
export async function startCodeServer({ home, vsix, settings = {}, environment = {}, trust = 'off' }) {
  const folders = ['--config', join(home, 'config.yaml'), '--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
  // Settings of the machine (paths, addresses) count only where the server is, all others where the person is.
  for (const scope of ['User', 'Machine']) {
    mkdirSync(join(home, 'user', scope), { recursive: true });
    writeFileSync(join(home, 'user', scope, 'settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
  }

  writeFileSync(join(home, 'config.yaml'), 'auth: none\n');
  const env = { ...process.env, HOME: home, ...environment };
  if (vsix) {
    const installed = spawnSync(process.execPath, [entry, ...folders, '--install-extension', vsix, '--force'], { env, encoding: 'utf8' });
    if (installed.status !== 0) {
      throw new Error(`The extension could not be installed:\n${installed.stdout}${installed.stderr}`);
    }
  }

  const flags = ['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-update-check', '--disable-telemetry', '--disable-getting-started-override'];
  if (trust === 'off') {
    flags.push('--disable-workspace-trust');
  }

  const child = spawn(process.execPath, [entry, ...folders, ...flags], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  groups.add(child.pid);
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const hear = (data) => {
      said += data;
      const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found) {
        resolve(found[1]);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`VS Code ended at once:\n${said}`)));
  });
  return {
    address,
    said: () => said,
    stop: () => stopGroup(child),
  };
}

// Nothing that moves by itself, and nothing that asks the network.
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Letters of a terminal that a script can read.
  'terminal.integrated.gpuAcceleration': 'off',
  'git.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
};

/** Ends a detached child with everything it started; asks first, insists after five seconds. */
export async function stopGroup(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    endGroup(child.pid, 'SIGTERM');
    const insisting = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 5000);
    await ended;
    clearTimeout(insisting);
  }

  endGroup(child.pid, 'SIGKILL');
  groups.delete(child.pid);
}

/** Also for programs that tests start beside the editor. */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  groups.add(child.pid);
  return child;
}

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
