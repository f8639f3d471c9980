/** Speaks to the running system over HTTP, as anybody's program would. */
export class Client {
  constructor(
    private readonly base: string,
    private readonly token?: string,
  ) {}

  as(token: string): Client {
    return new Client(this.base, token);
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  /** Every page of a list. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: { items: T[]; next: string | null } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}limit=200${after === '' ? '' : `&after=${after}`}`,
      );
      items.push(...page.items);
      after = page.next;
    }
    return items;
  }

  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(`${this.base}${path}`, { headers: this.headers() });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Sends a page's form, as a browser without a script does. */
  async submit(path: string, fields: Record<string, string>): Promise<void> {
    const response = await fetch(`${this.base}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    if (response.status !== 303) throw new Error(`The form at ${path} answered ${response.status}`);
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { ...this.headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.base}/api/v1${path}`, { method, headers, ...payload });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private headers(): Record<string, string> {
    return this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
  }
}

/** Works through the items, `width` of them at a time, and keeps the order of the answers. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
