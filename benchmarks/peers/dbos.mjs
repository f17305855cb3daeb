// One workflow of two steps, run in process and awaited.
import { createRequire } from "node:module";
import { measure, postmasterOf } from "./measure.mjs";

const [home, url, inFlight, seconds] = process.argv.slice(2);
const require = createRequire(`${home}/`);
const { DBOS } = require("@dbos-inc/dbos-sdk");
const { Pool } = require("pg");

DBOS.setConfig({ name: "bench", applicationVersion: "1", systemDatabaseUrl: url, systemDatabasePoolSize: 40, logLevel: "error", runAdminServer: false });
const workflow = DBOS.registerWorkflow(
  async () => {
    const first = await DBOS.runStep(async () => 3, { name: "first" });
    return await DBOS.runStep(async () => first + 1, { name: "second" });
  },
  { name: "two-steps" },
);
await DBOS.launch();
const pool = new Pool({ connectionString: url, max: 1 });
await measure("dbos", Number(inFlight), Number(seconds), () => workflow(), [process.pid, await postmasterOf(pool)]);
await DBOS.shutdown();
process.exit(0);
