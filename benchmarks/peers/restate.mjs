// The server as it comes, the service in a process of its own, calls over its HTTP ingress.
import { fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { measure } from "./measure.mjs";

const [home, , inFlight, seconds] = process.argv.slice(2);
const folder = mkdtempSync(`${tmpdir()}/restate-bench-`);
const [ingress, admin, node, service] = await Promise.all([1, 2, 3, 4].map(freePort));
const server = spawn(`${home}/node_modules/@restatedev/restate-server-linux-x64/bin/restate-server`, [], {
  env: {
    ...process.env,
    RESTATE_BASE_DIR: folder,
    RESTATE_LOG_FILTER: "error",
    RESTATE_DISABLE_TELEMETRY: "true",
    RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
    RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
  },
  stdio: ["ignore", "ignore", "inherit"],
});
const worker = fork(fileURLToPath(new URL("restate-service.mjs", import.meta.url)), [home, service]);
try {
  await new Promise((resolve) => worker.once("message", resolve));
  await until(async () => (await fetch(`http://127.0.0.1:${admin}/health`)).ok);
  await until(async () => (await fetch(`http://127.0.0.1:${admin}/deployments`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ uri: `http://127.0.0.1:${service}` }),
  })).ok);
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number(inFlight) });
  await until(async () => (await post(agent)) === 200);
  await measure("restate", Number(inFlight), Number(seconds), () => post(agent), [server.pid, worker.pid]);
} finally {
  worker.kill();
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

function post(agent) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: ingress, path: "/bench/run", method: "POST", agent }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    request.once("error", reject);
    request.end();
  });
}

/** Tries every 200 ms for 30 s. */
async function until(ready) {
  for (let tries = 0; tries < 150; tries++) {
    if (await ready().catch(() => false)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("restate did not get ready within 30 s");
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
