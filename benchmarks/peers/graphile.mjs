// Two jobs in a row: the first adds the second, the second ends the execution. Options are those of its own page on
// performance.
import { createRequire } from "node:module";
import { measure, postmasterOf } from "./measure.mjs";

const [home, url, inFlight, seconds] = process.argv.slice(2);
const require = createRequire(`${home}/`);
const { run, makeWorkerUtils, Logger } = require("graphile-worker");
const { Pool } = require("pg");

const quiet = new Logger(() => () => {});
const waiting = new Map();
const pool = new Pool({ connectionString: url, max: 40 });
pool.on("error", () => {});
const preset = { worker: { concurrentJobs: 24, maxPoolSize: 25, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
await utils.migrate();
const runner = await run({
  pgPool: pool,
  logger: quiet,
  preset,
  taskList: {
    first: async ({ id }, helpers) => {
      await helpers.addJob("second", { id });
    },
    second: async ({ id }) => {
      waiting.get(id)?.();
      waiting.delete(id);
    },
  },
});

let next = 0;
const one = async () => {
  const id = ++next;
  const done = new Promise((resolve) => waiting.set(id, resolve));
  await utils.addJob("first", { id });
  await done;
};

await measure("graphile-worker", Number(inFlight), Number(seconds), one, [process.pid, await postmasterOf(pool)]);
await runner.stop();
process.exit(0);
