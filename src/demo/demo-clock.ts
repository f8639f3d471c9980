import { Clock } from '../kernel/clock.js';

/** Jumps through the event's days, and follows the real time once the play is over. */
export class DemoClock extends Clock {
  private aheadMilliseconds = 0;

  constructor(start: Date) {
    super();
    this.moveTo(start);
  }

  override now(): Date {
    return new Date(Date.now() + this.aheadMilliseconds);
  }

  moveTo(instant: Date): void {
    this.aheadMilliseconds = instant.getTime() - Date.now();
  }

  followRealTime(): void {
    this.aheadMilliseconds = 0;
  }
}
