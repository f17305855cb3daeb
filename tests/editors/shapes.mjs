// Captures what the language server really answers and lets the TypeScript compiler judge it by the protocol's own types.
// shapes.mjs SERVER NODE-MODULES
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http2";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [server, modules] = process.argv.slice(2).map((path) => resolve(path));
const work = mkdtempSync(join(tmpdir(), "shapes-"));
const folder = join(work, "skills", "weekly-report");
mkdirSync(join(folder, "references"), { recursive: true });
writeFileSync(join(folder, "references", "style.md"), "# Style\n");
const text = `---
name: weekly-report
description: Reports late projects.
modle: inherit
schedule: every Monday at 8
allowed-tools: Read, Bash(git log *), Rea
---

# Report

See [the style](references/style.md) and \${CLAUDE_SKILL_DIR}. Use $ARGUMENTS.

\`\`\`bash
git log --oneline
\`\`\`
`;
const path = join(folder, "SKILL.md");
writeFileSync(path, text);
const uri = pathToFileURL(path).href;
writeFileSync(
  join(work, "skills", ".omniforge-agent.json"),
  JSON.stringify({ agentId: "a1", name: "Report", endpoint: "", etag: "", version: 1, files: {} }),
);

// A platform that knows one agent and nothing else. An empty message is a valid answer to all that is asked, but the agent must be there.
const oneAgent = Buffer.from([0, 0, 0, 0, 2, 0x0a, 0]);
const nothing = Buffer.alloc(5);
const platform = createServer();
platform.on("stream", (stream, headers) => {
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.end(headers[":path"].endsWith("/GetAgent") ? oneAgent : nothing);
  stream.resume();
});
await new Promise((listening) => platform.listen(0, "127.0.0.1", listening));

class Client {
  #buffer = Buffer.alloc(0);
  #id = 0;
  #waiting = new Map();
  /** Called when the server asks to be asked again for lenses. */
  refresh = () => {};
  constructor() {
    this.process = spawn(server, [], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, OMNIFORGE_HOME: work } });
    this.process.stdout.on("data", (chunk) => this.#read(chunk));
  }
  #read(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString());
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      if (message.method && message.id !== undefined) this.send({ id: message.id, result: null });
      if (message.method === "workspace/codeLens/refresh") this.refresh();
      if (!message.method) this.#waiting.get(message.id)?.(message);
    }
  }
  send(message) {
    const content = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${content.length}\r\n\r\n`);
    this.process.stdin.write(content);
  }
  notify(method, params) {
    this.send({ method, params });
  }
  ask(method, params) {
    const id = ++this.#id;
    return new Promise((answer, refuse) => {
      this.#waiting.set(id, (message) => (message.error ? refuse(new Error(`${method}: ${JSON.stringify(message.error)}`)) : answer(message.result)));
      this.send({ id, method, params });
    });
  }
}

const textDocument = { uri };
const range = { start: { line: 0, character: 0 }, end: { line: 14, character: 0 } };
const at = (line, character) => ({ textDocument, position: { line, character } });
// Method, parameters, the type of its answer in the protocol package.
const requests = [
  ["textDocument/diagnostic", { textDocument }, "DocumentDiagnosticReport"],
  ["workspace/diagnostic", { previousResultIds: [] }, "WorkspaceDiagnosticReport"],
  ["textDocument/completion", at(5, 41), "CompletionList"],
  ["textDocument/hover", at(2, 3), "Hover"],
  ["textDocument/documentSymbol", { textDocument }, "DocumentSymbol[]"],
  ["textDocument/foldingRange", { textDocument }, "FoldingRange[]"],
  ["textDocument/selectionRange", { textDocument, positions: [{ line: 9, character: 6 }] }, "SelectionRange[]"],
  ["textDocument/semanticTokens/full", { textDocument }, "SemanticTokens"],
  ["textDocument/inlayHint", { textDocument, range }, "InlayHint[]"],
  ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }, "CodeAction[]"],
  ["textDocument/formatting", { textDocument, options: { tabSize: 2, insertSpaces: true } }, "TextEdit[]"],
  ["textDocument/definition", at(10, 20), "Location"],
  ["textDocument/references", { ...at(1, 8), context: { includeDeclaration: true } }, "Location[]"],
  ["textDocument/documentHighlight", at(1, 8), "DocumentHighlight[]"],
  ["textDocument/documentLink", { textDocument }, "DocumentLink[]"],
  ["textDocument/prepareRename", at(1, 8), "{ range: Range; placeholder: string }"],
  ["textDocument/rename", { ...at(1, 8), newName: "monthly-report" }, "WorkspaceEdit"],
  ["workspace/symbol", { query: "week" }, "WorkspaceSymbol[]"],
];

const client = new Client();

// What is known of an agent comes in the background; the server says when.
async function lenses() {
  for (;;) {
    const again = new Promise((asked) => (client.refresh = asked));
    const found = await client.ask("textDocument/codeLens", { textDocument });
    if (found.length > 0) return found;
    await again;
  }
}

const limit = setTimeout(() => {
  console.error("shapes: the server did not answer in 60 seconds");
  client.process.kill("SIGKILL");
  process.exit(1);
}, 60_000);
const initialized = await client.ask("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(work).href,
  initializationOptions: { profile: "omniforge", endpoint: `http://127.0.0.1:${platform.address().port}`, apiKey: "of_sk_test" },
  capabilities: {
    textDocument: { diagnostic: {}, completion: { completionItem: { resolveSupport: { properties: ["documentation"] } } } },
    workspace: { applyEdit: true, codeLens: { refreshSupport: true }, workspaceEdit: { documentChanges: true, resourceOperations: ["rename"] } },
  },
});
client.notify("initialized", {});
client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "skill", version: 1, text } });
const captured = [
  ["initialize", initialized, "InitializeResult"],
  // First: from then on the platform is known to be there.
  ["textDocument/codeLens", await lenses(), "CodeLens[]"],
];
for (const [method, params, type] of requests) {
  captured.push([method, await client.ask(method, params), type]);
}

const [, completion] = captured.find(([method]) => method === "textDocument/completion");
captured.push(["completionItem/resolve", await client.ask("completionItem/resolve", completion.items[0]), "CompletionItem"]);
const [, actions] = captured.find(([method]) => method === "textDocument/codeAction");
if (!actions.some((action) => action.command)) {
  console.error("shapes: nothing is offered that the server carries out itself");
  process.exitCode = 1;
}

await client.ask("shutdown");
client.notify("exit");
await new Promise((ended) => client.process.on("exit", ended));
clearTimeout(limit);
platform.close();

// Literals widened by "as const" would be read-only; a plain literal in place of its type is what the compiler checks best.
const names = [...new Set(captured.flatMap(([, , type]) => type.match(/[A-Z]\w+/g)))];
const source = [
  `import type { ${names.join(", ")} } from "vscode-languageserver-protocol";`,
  ...captured.map(([method, answer, type], i) => `export const answer${i}: ${type} = ${JSON.stringify(answer)}; // ${method}`),
].join("\n");
writeFileSync(join(work, "answers.ts"), source);
symlinkSync(modules, join(work, "node_modules"));
const checked = spawnSync(
  process.execPath,
  [join(modules, "typescript", "bin", "tsc"), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "answers.ts"],
  { cwd: work, encoding: "utf8" },
);
const empty = captured.filter(([, answer]) => answer === null || (Array.isArray(answer) && answer.length === 0)).map(([method]) => method);
rmSync(work, { recursive: true, force: true });
if (checked.status !== 0 || empty.length > 0) {
  console.error(checked.stdout, empty.length > 0 ? `Answered with nothing, so nothing was checked: ${empty.join(", ")}` : "");
  process.exit(1);
}

console.log(`shapes: ${captured.length} answers fit the protocol's types`);
