type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields of a change that were given; what was left out stays as it is. */
export function onlyGiven<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]: [string, unknown]) => value !== undefined),
  ) as Given<T>;
}
