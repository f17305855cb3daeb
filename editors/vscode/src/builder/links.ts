/** A stretch of text, or an address to open. */
export type Stretch = { text: string } | { address: string };

const address = /https?:\/\/[^\s<>"'`]+/g;
/** What ends a sentence or a bracket around an address is not part of it. */
const after = /[.,;:!?)\]}]+$/;

/** Web addresses in plain text, in the order they stand there; everything else stays text. */
export function stretches(text: string): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const whole = match[0].replace(after, '');
    if (!URL.canParse(whole)) {
      continue;
    }

    if (match.index > end) {
      found.push({ text: text.slice(end, match.index) });
    }

    found.push({ address: whole });
    end = match.index + whole.length;
  }

  return end < text.length ? [...found, { text: text.slice(end) }] : found;
}
