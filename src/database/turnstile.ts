/** One has what all want, and one is ready for it. */
const mostInside = 2;
/** As long as PostgreSQL waits before it looks who waits for whom. */
const patienceMilliseconds = 1_000;

interface Gate {
  inside: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets two at a time go on to a row that all of them will lock: each commit wakes everybody who waits for a row of
 * PostgreSQL, and all but one lie down again. It is a courtesy: whoever has waited for a second goes on to the row all the
 * same, where the server sees whether two wait for each other.
 */
export class Turnstile {
  private readonly gates = new Map<string, Gate>();

  /** Resolves when it is this one's turn; what it resolves to is called once, when the row is free again. */
  async enter(name: string): Promise<() => void> {
    const gate = this.gates.get(name) ?? { inside: 0, waiting: [] };
    this.gates.set(name, gate);
    if (gate.inside >= mostInside) await turnAt(gate);
    gate.inside += 1;
    return () => {
      gate.inside -= 1;
      gate.waiting[0]?.();
      if (gate.inside === 0 && gate.waiting.length === 0) this.gates.delete(name);
    };
  }
}

function turnAt({ waiting }: Gate): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(patience);
      waiting.splice(waiting.indexOf(goOn), 1);
      resolve();
    };
    const patience = setTimeout(goOn, patienceMilliseconds);
    waiting.push(goOn);
  });
}
