import { startServer, type ServerProcess } from '../processes/server-process.js';
import type { TestDatabase } from '../support/test-database.js';
import type { History } from './history.js';
import type { MailServer } from './mail-server.js';

export type Role = 'all' | 'web' | 'worker';

interface Surroundings {
  readonly database: TestDatabase;
  readonly mail: MailServer;
  readonly history: History;
  /** The file of what the processes say. */
  readonly log: string;
}

/** A place that is filled by one process after the other: each has a name of its own. */
export class Place {
  private running: ServerProcess | undefined;
  private life = 0;
  /** Its end is our own doing. */
  private ending = false;

  constructor(
    private readonly role: Role,
    private readonly index: number,
    private readonly surroundings: Surroundings,
  ) {}

  get name(): string {
    return `${this.role}-${this.index}.life-${this.life}`;
  }

  get answers(): boolean {
    return this.role !== 'worker' && this.running !== undefined;
  }

  get base(): string {
    return this.running?.base ?? '';
  }

  /** `clockBy` milliseconds beside the true time. */
  async start(clockBy = 0): Promise<void> {
    const { database, mail, history, log } = this.surroundings;
    this.life += 1;
    this.ending = false;
    const { name } = this;
    const environment = {
      ROLE: this.role,
      SMTP_URL: mail.urlFor(name),
      TRUST_PROXY: '127.0.0.1',
      CLOCK_BY: String(clockBy),
      NODE_OPTIONS: '--import ./test/torture/moving-clock.mjs',
    };
    const running = await startServer(database, environment, log);
    this.running = running;
    void running.ended.then((code) => {
      if (!this.ending) history.fault('ended-itself', `${name} with ${code ?? 'a signal'}`);
      if (this.running === running) this.running = undefined;
    });
  }

  /** False when nothing ran. */
  async kill(): Promise<boolean> {
    const { running } = this;
    if (running === undefined) return false;
    this.ending = true;
    this.running = undefined;
    this.surroundings.history.fault('killed', this.name);
    await running.kill();
    return true;
  }

  /** Answers the exit code, null for a process that had to be killed or was not there. */
  async stop(): Promise<number | null> {
    this.ending = true;
    const code = (await this.running?.stop()) ?? null;
    this.running = undefined;
    return code;
  }

  moveClock(clockBy: number): void {
    this.running?.tell({ clockBy });
    this.surroundings.history.fault('clock', `${this.name} by ${clockBy / 60_000} minutes`);
  }
}
