/** The first of both lists, the second of both, and so on. Throws when they are not of one length. */
export function pairs<A, B>(some: readonly A[], others: readonly B[]): (readonly [A, B])[] {
  if (some.length !== others.length) throw new Error(`${some.length} can't be paired with ${others.length}.`);
  return some.map((one, index) => [one, others[index] as B] as const);
}
