export const admin = { email: 'admin@dinas.example', password: 'rahasia-sekali-2026' };

/** Speaks to the API of a running server; throws for an answer that is no success. */
export class Api {
  constructor(port, headers = {}) {
    this.base = `http://127.0.0.1:${port}/api/v1`;
    this.headers = headers;
  }

  static async signedIn(port) {
    const { token } = await new Api(port).post('/tokens', admin);
    return new Api(port, { authorization: `Bearer ${token}` });
  }

  get(path) {
    return this.send('GET', path);
  }

  post(path, body) {
    return this.send('POST', path, body);
  }

  /** How many there are; none of them is kept. */
  async bytes(path) {
    const response = await this.ask('GET', path);
    let length = 0;
    for await (const chunk of response.body) length += chunk.length;
    return length;
  }

  async send(method, path, body) {
    const text = await (await this.ask(method, path, body)).text();
    return text === '' ? undefined : JSON.parse(text);
  }

  async ask(method, path, body) {
    const headers = { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${this.base}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}

const inHours = (count) => new Date(Date.now() + count * 3_600_000).toISOString();

/** A published Bimtek that is open now, with quotas of three kinds that all count whoever `people.js` invents. */
export async function openBatch(api, { capacity, startsInHours = 48 }) {
  const program = await api.post('/programs', {
    kind: 'bimtek',
    title: 'Bimtek Kemasan dan Label Halal',
    theme: 'Kemasan yang menjual',
    description: 'Tiga hari tentang bahan, bentuk dan keterangan pada kemasan.',
    fiscalYear: 2026,
    fundingSource: 'apbd',
    minimumAttendance: 75,
  });
  const batch = await api.post(`/programs/${program.id}/batches`, {
    venue: { name: 'Aula Dinas', address: 'Jl. A. Yani KM 36, Banjarbaru', regencyCode: '63.72' },
    timeZone: 'Asia/Makassar',
    capacity,
    admission: 'automatic',
    registrationOpensAt: inHours(-1),
    registrationClosesAt: inHours(startsInHours > 24 ? 24 : startsInHours),
    quotas: [
      { criterion: { regencyCode: '63.71' }, capacity },
      { criterion: { enterpriseKind: 'umkm' }, capacity },
      { criterion: { gender: 'female' }, capacity },
      { criterion: { regencyCode: '63.72' }, capacity: 1 },
    ],
  });
  const [startsAt, endsAt] = [inHours(startsInHours), inHours(startsInHours + 3)];
  const session = await api.post(`/batches/${batch.id}/sessions`, {
    title: 'Kemasan',
    startsAt,
    endsAt,
    lessonHours: 4,
  });
  await api.post(`/batches/${batch.id}/publication`);
  return { batchId: batch.id, sessionId: session.id, programId: program.id };
}
