/** The one source of the present. Instants are UTC `Date`s. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is moved: for the demonstration and for tests. */
export class MovableClock extends Clock {
  private current: Date;

  constructor(start: Date) {
    super();
    this.current = start;
  }

  override now(): Date {
    return new Date(this.current);
  }

  moveTo(instant: Date): void {
    this.current = new Date(instant);
  }

  moveBySeconds(seconds: number): void {
    this.current = new Date(this.current.getTime() + seconds * 1000);
  }
}
