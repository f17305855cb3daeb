import { test } from 'node:test';

/** Tests of one file that build on each other: the first failure ends the rest, and names the picture that is taken. */
export function steps(name) {
  let failed;
  return {
    failed: () => failed,
    step: (title, act) =>
      test(title, async (context) => {
        if (failed) {
          return context.skip('an earlier step failed');
        }

        try {
          await act();
        } catch (error) {
          failed = name;
          throw error;
        }
      }),
  };
}

/** Polls what no selector can see. */
export async function eventually(page, holds) {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`It never came true: ${holds}`);
    }

    await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
  }
}
