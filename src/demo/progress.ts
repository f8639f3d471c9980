/** Tells what is happening: a line that counts up on a terminal, a line at the end elsewhere. */
export class Progress {
  private done = 0;
  private readonly startedAt = performance.now();

  constructor(
    private readonly label: string,
    private readonly total: number,
  ) {}

  step(): void {
    this.done += 1;
    if (process.stdout.isTTY && (this.done % 25 === 0 || this.done === this.total)) {
      process.stdout.write(`\r  ${this.label}: ${this.done}/${this.total}`);
    }
  }

  end(remark = ''): void {
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    const back = process.stdout.isTTY ? '\r' : '';
    process.stdout.write(`${back}  ${this.label}: ${this.done} in ${seconds} s${remark === '' ? '' : `; ${remark}`}\n`);
  }
}

export function headline(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

export function tell(text: string): void {
  process.stdout.write(`  ${text}\n`);
}
