// Merges the Cobertura files of a folder by file and line, prints lines covered per project and in all, and fails
// below the bar. Usage: node coverage.mjs FOLDER PERCENT. Generated code does not count; a source project that no
// test loaded is named, because its lines cannot be counted.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

const [folder, bar] = [process.argv[2], Number(process.argv[3])];
const generated = /[/\\]obj[/\\]|\.g\.cs$|[/\\]Migrations[/\\]|OmniForge\.Protocol/;
const lines = new Map();

function* reports(path) {
  for (const name of readdirSync(path)) {
    const child = join(path, name);
    if (statSync(child).isDirectory()) yield* reports(child);
    else if (name.endsWith('.cobertura.xml')) yield child;
  }
}

for (const report of reports(folder)) {
  let file = null;
  for (const [, filename, number, hits] of readFileSync(report, 'utf8')
    .matchAll(/<class [^>]*filename="([^"]*)"|<line number="(\d+)" hits="(\d+)"/g)) {
    if (filename !== undefined) {
      const at = filename.lastIndexOf(`${sep}src${sep}`);
      file = at >= 0 && !generated.test(filename) ? filename.slice(at + 1) : null;
    } else if (file !== null) {
      const key = `${file}:${number}`;
      lines.set(key, Math.max(lines.get(key) ?? 0, Number(hits)));
    }
  }
}

const projects = new Map();
for (const [key, hits] of lines) {
  const project = key.split(sep)[1];
  const sum = projects.get(project) ?? { covered: 0, all: 0 };
  sum.all++;
  if (hits > 0) sum.covered++;
  projects.set(project, sum);
}

const percent = ({ covered, all }) => (all === 0 ? 0 : (100 * covered) / all);
const show = (name, sum) => console.log(`${name.padEnd(28)} ${percent(sum).toFixed(1).padStart(5)} %  ${sum.covered}/${sum.all} lines`);
const total = { covered: 0, all: 0 };
for (const [name, sum] of [...projects].sort()) {
  show(name, sum);
  total.covered += sum.covered;
  total.all += sum.all;
}
for (const name of readdirSync('src').sort()) {
  if (!projects.has(name) && name !== 'OmniForge.Protocol') console.log(`${name.padEnd(28)} not loaded by any test`);
}
show('all', total);
if (!(percent(total) >= bar)) {
  console.log(`Line coverage is below ${bar} %.`);
  process.exit(1);
}
