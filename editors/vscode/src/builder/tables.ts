/** A message in pieces: plain text, and the tables that the builder writes as Markdown. */
export type Piece = { text: string } | { head: string[]; rows: string[][] };

export function pieces(message: string): Piece[] {
  const found: Piece[] = [];
  const lines = message.split('\n');
  let text: string[] = [];
  const settle = (): void => {
    if (text.some((line) => line.trim() !== '')) {
      found.push({ text: text.join('\n').trim() });
    }

    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    if (isRow(lines[at]) && isRule(lines[at + 1])) {
      settle();
      const head = cells(lines[at] ?? '');
      const rows: string[][] = [];
      for (at += 2; isRow(lines[at]); at++) {
        rows.push(cells(lines[at] ?? ''));
      }

      at--;
      found.push({ head, rows });
    } else {
      text.push(lines[at] ?? '');
    }
  }

  settle();
  return found;
}

const isRow = (line: string | undefined): boolean => line !== undefined && line.startsWith('|') && line.trimEnd().endsWith('|');
const isRule = (line: string | undefined): boolean => isRow(line) && /^[|:\- ]+$/.test(line ?? '') && (line ?? '').includes('-');
const cells = (line: string): string[] =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
