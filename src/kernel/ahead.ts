/** Makes a few things ahead of those who take them, in the order in which they are taken. */
export class Ahead<T> {
  private readonly made: Promise<T | undefined>[] = [];
  private over = false;

  constructor(
    private readonly count: number,
    /** Undefined when there is none any more. */
    private readonly make: () => Promise<T | undefined>,
  ) {}

  /** Undefined when there is none any more. Rejects when it could not be made. */
  async next(): Promise<T | undefined> {
    while (!this.over && this.made.length <= this.count) {
      const one = this.make();
      one.catch(() => undefined);
      this.made.push(one);
    }
    return this.made.shift();
  }

  /** What was made is forgotten, and nothing more is. */
  end(): void {
    this.over = true;
    this.made.length = 0;
  }
}
