// Starts a server of our own for the checks: fresh data folder, free ports.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

/** The server of OMNIFORGE_SERVER, else of the build output. */
function executable(root) {
  const candidates = [
    process.env.OMNIFORGE_SERVER,
    ...['debug', 'release'].map((kind) => path.join(root, 'artifacts/bin/OmniForge.Server', kind, 'omniforge-server')),
  ];
  const found = candidates.find((candidate) => candidate && fs.existsSync(candidate));
  if (!found) throw new Error('There is no server to check against. Build it with `dotnet build`, or set OMNIFORGE_URL or OMNIFORGE_SERVER.');
  return found;
}

export async function startServer(root) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'omniforge-node-'));
  const environment = { ...process.env, OMNIFORGE_HOME: home, OMNIFORGE_GRPC_PORT: '0', OMNIFORGE_HTTP_PORT: '0' };
  const process_ = spawn(executable(root), [], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(process_, 'exit');
  for await (const line of readline.createInterface({ input: process_.stdout })) {
    const url = /^ready .*\bgrpc=(\S+)/.exec(line)?.[1];
    if (!url) continue;
    process_.stdout.resume();
    return {
      url,
      key: fs.readFileSync(path.join(home, 'local.key'), 'utf8').trim(),
      async stop() {
        process_.kill('SIGTERM');
        await ended;
        fs.rmSync(home, { recursive: true, force: true });
      },
    };
  }
  const [code] = await ended;
  throw new Error(`The server did not start (exit code ${code}).`);
}
