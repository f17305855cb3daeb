// Reads result lines and prints how the figures of ours stand to those of the peers.
import { readFileSync } from "node:fs";

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const ours = lines.find((line) => line.bench === "executions");
for (const peer of lines.filter((line) => line.bench === "peers")) {
  process.stdout.write(`${JSON.stringify({
    bench: "peers",
    case: `ours against ${peer.case}`,
    rate_ratio: Number((ours.per_second / peer.per_second).toFixed(2)),
    cpu_ratio: Number((peer.cpu_ms / ours.cpu_ms).toFixed(2)),
  })}\n`);
}
