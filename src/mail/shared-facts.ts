/** What messages that are composed in one go need alike, and is therefore read only once: their batch, its calendar. */
export class SharedFacts {
  private readonly known = new Map<string, Promise<unknown>>();

  /** What `make` makes, once for all who ask by this name. What could not be made is made anew for the next. */
  once<T>(name: string, make: () => T | Promise<T>): Promise<T> {
    const known = this.known.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = (async () => make())();
    this.known.set(name, made);
    made.catch(() => this.known.delete(name));
    return made;
  }
}
