import type { Breather } from '../kernel/breather.js';

export interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

const piece = 1_000;

/** Sorts a long list while it comes in, by keys that differ, and lets others have their turn between its pieces. */
export class SortedRuns<T> {
  private readonly runs: Keyed<T>[][] = [];

  constructor(private readonly breather: Breather) {}

  async add(page: readonly Keyed<T>[]): Promise<void> {
    this.runs.push([...page].sort((a, b) => (a.key < b.key ? -1 : 1)));
    while (this.length(-1) >= this.length(-2)) await this.mergeLast();
  }

  async sorted(): Promise<T[]> {
    while (this.runs.length > 1) await this.mergeLast();
    return (this.runs[0] ?? []).map(({ value }) => value);
  }

  private length(at: number): number {
    return this.runs.at(at)?.length ?? Infinity;
  }

  private async mergeLast(): Promise<void> {
    const [right = [], left = []] = [this.runs.pop(), this.runs.pop()];
    const merged: Keyed<T>[] = [];
    let [fromLeft, fromRight] = [0, 0];
    while (fromLeft < left.length || fromRight < right.length) {
      const [one, other] = [left[fromLeft], right[fromRight]];
      if (one !== undefined && (other === undefined || one.key < other.key)) {
        merged.push(one);
        fromLeft += 1;
      } else if (other !== undefined) {
        merged.push(other);
        fromRight += 1;
      }
      if (merged.length % piece === 0) await this.breather.rest();
    }
    this.runs.push(merged);
  }
}
