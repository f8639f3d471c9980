// One phone's work: what was scanned, what is known of the session, what is still to be sent.

import * as rules from './rules.js';
import * as server from './server.js';
import * as store from './store.js';

/** How long somebody at the door waits for the server before the phone answers alone. */
const waitForServer = 2_500;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds, null));

export class Desk {
  list = null;
  scans = [];
  refused = [];
  /** `up`, `down`, or `sign_in` when the server no longer knows who asks. */
  line = 'up';
  attendant = null;
  /** Milliseconds by which the server's clock is ahead of the phone's. */
  #ahead = 0;
  #current = null;
  #onChange;
  #underWay = new Map();
  #sending = false;
  #changes = 0;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** What was kept when the app was last open; what has outlived its event is removed. */
  async open() {
    this.#ahead = (await store.get('facts', 'ahead')) ?? 0;
    this.attendant = (await store.get('facts', 'attendant')) ?? null;
    const old = new Set(rules.outlived(await store.all('lists'), this.#now()).map(({ session }) => session.id));
    for (const id of old) await store.remove('lists', id);
    for (const { id, sessionId } of await store.all('refused')) if (old.has(sessionId)) await store.remove('refused', id);
    await this.#reload();
  }

  /** The sessions to choose from: the server's, else those of the kept lists. */
  async sessions() {
    const { verdict, body } = await server.sessionsAtHand();
    this.#note(verdict);
    if (verdict !== 'done') return { fresh: false, sessions: (await store.all('lists')).map(({ session }) => session) };
    await this.#greet(body.attendant);
    return { fresh: true, sessions: body.sessions };
  }

  /** Opens a session with its list: the kept one at once, the server's as soon as it is there. False when there is none. */
  async choose(sessionId) {
    this.#current = sessionId;
    this.list = (await store.get('lists', sessionId)) ?? null;
    if (this.list === null) await this.refresh(sessionId);
    else void this.refresh(sessionId);
    await this.#reload();
    return this.list !== null;
  }

  leave() {
    this.#current = null;
    this.list = null;
  }

  async refresh(sessionId = this.#current) {
    const before = this.#changes;
    const { verdict, body } = await server.listOf(sessionId);
    this.#note(verdict);
    if (verdict !== 'done') return;
    const { attendant, list } = body;
    await this.#greet(attendant);
    await this.#setClock(list.readAt);
    if (before !== this.#changes && this.list !== null) return;
    await store.put('lists', list);
    if (this.#current === sessionId) this.list = list;
    this.#onChange();
  }

  async scan(ticket) {
    return this.#arrive({ ticket }, null, await server.hashOf(ticket));
  }

  byHand(person) {
    return this.#arrive({ registrationId: person.registrationId }, person, null);
  }

  async #arrive(what, person, hash) {
    const { list } = this;
    const at = new Date(this.#now()).toISOString();
    const alone = rules.answerAlone(list, this.scans, { person, hash, at, own: this.attendant?.name ?? null });
    const holder = person ?? (hash === null ? null : rules.holderOf(list, hash));
    const personId = holder?.status === 'confirmed' ? holder.registrationId : null;
    const sessionId = list.session.id;
    const scan = { id: rules.newId(), owner: this.attendant?.id, sessionId, ...what, at, personId, told: alone };
    await store.put('scans', scan);
    await this.#reload();
    const sent = this.#deliver(scan);
    const outcome = this.line === 'up' ? await Promise.race([sent, wait(waitForServer)]) : null;
    if (outcome !== null && outcome.verdict !== 'later' && outcome.verdict !== 'sign_in') {
      await this.#settle(scan, outcome, true);
      return rules.answerTold(outcome, alone);
    }
    if (!rules.isKept(alone.kind)) await this.#forget(scan);
    else void sent.then((late) => this.#settle(scan, late, false));
    return { ...alone, kept: rules.isKept(alone.kind) };
  }

  /** Sends what is still to be sent, one after the other, in the order in which it was scanned. */
  async send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (const scan of [...this.scans]) {
        const outcome = await this.#deliver(scan);
        await this.#settle(scan, outcome, false);
        if (outcome.verdict === 'later' || outcome.verdict === 'sign_in') return;
      }
    } finally {
      this.#sending = false;
    }
  }

  /** A scan is under way once at a time; the server knows it by its id, so that a second time has no effect. */
  #deliver(scan) {
    const known = this.#underWay.get(scan.id);
    if (known !== undefined) return known;
    const sent = server.send(scan).then((outcome) => {
      this.#underWay.delete(scan.id);
      this.#note(outcome.verdict);
      return outcome;
    });
    this.#underWay.set(scan.id, sent);
    return sent;
  }

  /** `seen`: whether the server's answer is what the attendant is shown. A welcome that was wrong is told later. */
  async #settle(scan, { verdict, body }, seen) {
    if (verdict !== 'done' && verdict !== 'refused') return;
    if (!this.scans.some(({ id }) => id === scan.id)) return;
    this.#changes += 1;
    if (verdict === 'refused' && !seen && scan.told.kind === 'welcome') {
      const { name, code } = scan.told;
      await store.put('refused', { id: scan.id, sessionId: scan.sessionId, at: scan.at, name, code, why: body.detail });
    }
    if (verdict === 'done') await this.#mark(scan.sessionId, body);
    await this.#forget(scan);
  }

  async #mark(sessionId, told) {
    const own = this.list?.session.id === sessionId;
    const list = own ? this.list : await store.get('lists', sessionId);
    if (list === undefined) return;
    const marked = rules.withMark(list, told);
    await store.put('lists', marked);
    if (own) this.list = marked;
  }

  async #forget(scan) {
    await store.remove('scans', scan.id);
    await this.#reload();
  }

  async dismiss(id) {
    await store.remove('refused', id);
    await this.#reload();
  }

  /** Everything that is still to be sent from this phone by its attendant, of whichever session. */
  async #reload() {
    const scans = (await store.all('scans')).filter(({ owner }) => owner === this.attendant?.id);
    this.scans = scans.sort((a, b) => (a.at < b.at ? -1 : 1));
    this.refused = await store.all('refused');
    this.#onChange();
  }

  #note(verdict) {
    this.line = verdict === 'later' ? 'down' : verdict === 'sign_in' ? 'sign_in' : 'up';
    this.#onChange();
  }

  /** Another attendant on the same phone does not send, or see, what the last one still held. */
  async #greet(attendant) {
    if (this.attendant?.id === attendant.id) return;
    this.attendant = attendant;
    await store.put('facts', attendant, 'attendant');
    await this.#reload();
  }

  async #setClock(readAt) {
    this.#ahead = Date.parse(readAt) - Date.now();
    await store.put('facts', this.#ahead, 'ahead');
  }

  #now() {
    return Date.now() + this.#ahead;
  }
}
