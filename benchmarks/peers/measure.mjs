// What every peer is measured with: a fixed number of executions in flight, their latencies, and the processor time of
// the processes that did the work. Times of /proc/PID/stat are ticks of 10 ms.
import { readdirSync, readFileSync } from "node:fs";

const warmUpSeconds = 50;

/** Runs `one` with `inFlight` at a time and prints the figures as one line of JSON. `pids` are the processes that work. */
export async function measure(name, inFlight, seconds, one, pids) {
  await load(inFlight, warmUpSeconds, one);
  const before = cpuMs(pids);
  const began = performance.now();
  const latencies = await load(inFlight, seconds, one);
  const took = (performance.now() - began) / 1000;
  const cpu = cpuMs(pids) - before;
  latencies.sort((a, b) => a - b);
  const at = (share) => Number(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))].toFixed(3));
  process.stdout.write(`${JSON.stringify({
    bench: "peers",
    case: `${name}/${inFlight}`,
    per_second: Number((latencies.length / took).toFixed(3)),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    cpu_ms: Number((cpu / latencies.length).toFixed(3)),
  })}\n`);
}

async function load(inFlight, seconds, one) {
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (performance.now() < end) {
      const began = performance.now();
      await one();
      latencies.push(performance.now() - began);
    }
  }));
  return latencies;
}

/** Processor time of processes and of their children, living and ended. */
function cpuMs(pids) {
  let ticks = 0;
  for (const entry of readdirSync("/proc")) {
    const stat = /^\d+$/.test(entry) ? statOf(entry) : undefined;
    if (stat && (pids.includes(stat.pid) || pids.includes(stat.parent))) {
      ticks += stat.own + (pids.includes(stat.pid) ? stat.ended : 0);
    }
  }
  return ticks * 10;
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
    return { pid: Number(pid), parent: fields[1], own: fields[11] + fields[12], ended: fields[13] + fields[14] };
  } catch {
    return undefined;
  }
}

/** The process that answers at a PostgreSQL address is the parent of the one that serves our connection. */
export async function postmasterOf(client) {
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  return statOf(rows[0].pid).parent;
}
