import type { EmailMessage } from './email-message.entity.js';
import { SharedFacts } from './shared-facts.js';

/** A message with what it shares with those that were claimed along with it. */
export interface Claimed {
  readonly message: EmailMessage;
  readonly shared: SharedFacts;
}

/** So few are left when more are claimed, while these are on their way. */
const reserve = 10;

/** Messages one after the other until none is due; each is claimed a little before its turn. */
export class ClaimedQueue {
  private readonly waiting: Claimed[] = [];
  private more: Promise<void> | null = null;
  private over = false;

  constructor(private readonly take: () => Promise<readonly EmailMessage[]>) {}

  /** Undefined when there is none any more. Rejects when the database can't be had. */
  async next(): Promise<Claimed | undefined> {
    for (;;) {
      if (!this.over && this.waiting.length <= reserve) this.more ??= this.claim();
      const next = this.waiting.shift();
      if (next !== undefined || this.more === null) return next;
      await this.more;
    }
  }

  private claim(): Promise<void> {
    const claimed = this.take().then((messages) => {
      const shared = new SharedFacts();
      this.more = null;
      if (messages.length === 0) this.over = true;
      this.waiting.push(...messages.map((message) => ({ message, shared })));
    });
    claimed.catch(() => undefined);
    return claimed;
  }
}
