// The service whose handler makes two durable steps.
import { createRequire } from "node:module";

const [home, port] = process.argv.slice(2);
const require = createRequire(`${home}/`);
const restate = require("@restatedev/restate-sdk");

const bench = restate.service({
  name: "bench",
  handlers: {
    run: async (ctx) => {
      const first = await ctx.run("first", () => 3);
      return await ctx.run("second", () => first + 1);
    },
  },
});
await restate.endpoint().setLogger(() => {}).bind(bench).listen(Number(port));
process.send("ready");
