const patience = 3;
const withinMs = 3 * 60 * 1000;

/** Decides whether a server that ended by itself is started again: three times within three minutes, then no more. */
export class Crashes {
  private readonly now: () => number;
  private times: number[] = [];

  constructor(now: () => number) {
    this.now = now;
  }

  get count(): number {
    return this.times.length;
  }

  /** Counts one more end. */
  next(): 'restart' | 'giveUp' {
    const at = this.now();
    this.times = [...this.times.filter((time) => at - time < withinMs), at];
    return this.times.length <= patience ? 'restart' : 'giveUp';
  }

  forget(): void {
    this.times = [];
  }
}
