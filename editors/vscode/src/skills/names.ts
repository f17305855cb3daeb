/** The longest name that every product reads. */
const most = 64;

/** What is wrong with the name of a skill, in one sentence; undefined when nothing is. */
export function problemOfName(name: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    return 'Use small letters and digits, with single hyphens between them.';
  }

  return name.length > most ? `Use at most ${most} characters; these are ${name.length}.` : undefined;
}
