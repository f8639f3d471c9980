import { Injectable } from '@nestjs/common';

/** Rung when a message was enqueued; the dispatcher of this process listens. A missed ring costs a moment, not a mail. */
@Injectable()
export class OutboxBell {
  private answer: () => void = () => undefined;

  ring(): void {
    this.answer();
  }

  whenRung(answer: () => void): void {
    this.answer = answer;
  }
}
