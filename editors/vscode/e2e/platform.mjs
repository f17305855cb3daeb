// What runs beside the editor: a platform with an empty data folder, and stand-ins of the providers.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startGroup, stopGroup } from '../../../scripts/editors/code-server.mjs';
import { root } from './editor.mjs';

const built = (project, program) => join(root, 'artifacts/bin', project, 'debug', program);

export const cli = process.env.OMNIFORGE_CLI ?? built('OmniForge.Cli', 'omniforge');

/** A platform on free ports; the note it leaves in its data folder tells the language server where it listens. */
export async function startPlatform(data, settings = {}) {
  const program = process.env.OMNIFORGE_SERVER ?? built('OmniForge.Server', 'omniforge-server');
  const child = startGroup(program, ['serve'], {
    env: { ...process.env, OMNIFORGE_HOME: data, OMNIFORGE_GRPC_PORT: '0', OMNIFORGE_HTTP_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      said += text;
      if (/^ready grpc=/m.test(said)) {
        resolve();
      }
    });
    child.once('exit', () => reject(new Error(`The platform ended at once:\n${said}`)));
  });
  return child;
}

/** Stand-ins of Notion, Slack, Linear and GitHub; `lines` grows with what is done to them. */
export async function startDoubles() {
  const program = process.env.OMNIFORGE_DOUBLES ?? built('OmniForge.Doubles', 'omniforge-doubles');
  const child = startGroup(program, ['lines'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = [];
  const settings = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The stand-ins ended at once.')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line));
      if (lines[0].settings) {
        resolve(lines[0].settings);
      }
    });
  });
  return { settings, lines, stop: () => stopGroup(child) };
}

