import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a link or a ticket is for. A token made for one purpose is void for every other. */
export type TokenPurpose =
  | 'manage'
  | 'group'
  | 'ticket'
  | 'certificate'
  | 'partner_report'
  | 'set_password'
  | 'survey'
  | 'check_in_code'
  | 'check_in_phone';

/** Where a ciphertext belongs. Moved to another office, row or column it cannot be read. */
export interface CipherPlace {
  readonly office: string;
  readonly row: string;
  readonly column: string;
}

export interface KeyringSecret {
  /** From 1 to 255, and never given to another secret again: tokens and ciphertexts name their key by it. */
  readonly id: number;
  readonly secret: string;
}

/** The ciphertext was altered, belongs elsewhere, or was made with a secret that is no longer configured. */
export class UnreadableCiphertext extends Error {
  constructor(reason: string) {
    super(`Ciphertext can't be read: ${reason}.`);
    this.name = 'UnreadableCiphertext';
  }
}

const tokenForm = /^[A-Za-z0-9_-]{44}$/;
const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuidEnd = 17;
const macBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * All keys of the installation, derived from its secrets by HKDF-SHA-256 (RFC 5869), one for each purpose. The current
 * secret writes; the previous ones still read.
 */
export class Keyring {
  readonly #secrets: ReadonlyMap<number, string>;
  private readonly currentId: number;
  private readonly oldestId: number;
  readonly #derived = new Map<string, Buffer>();

  /** Throws `RangeError` for an id outside 1 to 255 or used twice, and for an empty secret. */
  constructor({ current, previous }: { current: KeyringSecret; previous: readonly KeyringSecret[] }) {
    const all = [current, ...previous];
    this.#secrets = new Map(all.map(({ id, secret }) => [id, secret]));
    if (this.#secrets.size !== all.length) throw new RangeError('Two secrets have the same id.');
    if (all.some(({ id }) => !Number.isInteger(id) || id < 1 || id > 255))
      throw new RangeError('Secret ids: 1 to 255.');
    if (all.some(({ secret }) => secret === '')) throw new RangeError('A secret is empty.');
    this.currentId = current.id;
    this.oldestId = Math.min(...this.#secrets.keys());
  }

  /**
   * A secret of 44 characters (A–Z a–z 0–9 - _) that names the row and proves itself: the key's id, the row's id, and
   * 128 bits of an HMAC over both, purpose and version. The same arguments give the same token until the secret is
   * rotated. Raising the row's version revokes it.
   */
  token(purpose: TokenPurpose, id: string, version: number): string {
    return this.tokenUnder(this.currentId, purpose, id, version);
  }

  /** Every token that would be verified for these arguments: one under each secret, the oldest first. */
  tokens(purpose: TokenPurpose, id: string, version: number): string[] {
    return [...this.#secrets.keys()].sort((a, b) => a - b).map((key) => this.tokenUnder(key, purpose, id, version));
  }

  /** The row that a token names, which proves nothing yet; null unless it has a token's form. */
  readToken(token: string): { id: string } | null {
    if (!tokenForm.test(token)) return null;
    const hex = Buffer.from(token, 'base64url').toString('hex', 1, uuidEnd);
    return { id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
  }

  /** Whether the token was made here for this purpose and this version of the row it names. In constant time. */
  verifyToken(purpose: TokenPurpose, token: string, version: number): boolean {
    if (!tokenForm.test(token)) return false;
    const bytes = Buffer.from(token, 'base64url');
    const head = bytes.subarray(0, uuidEnd);
    if (!this.#secrets.has(bytes.readUInt8(0))) return false;
    return timingSafeEqual(bytes.subarray(uuidEnd), this.tokenMac(head, purpose, version));
  }

  /** AES-256-GCM under the current secret with a random nonce, in base64url: twice the same text, two ciphertexts. */
  encrypt(plain: string, place: CipherPlace): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.currentId, 'encryption'), nonce, {
      authTagLength: tagBytes,
    });
    cipher.setAAD(placeBytes(place));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(this.currentId), nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Whether the current secret made this ciphertext; else it is due to be made anew. */
  isCurrent(ciphertext: string): boolean {
    return Buffer.from(ciphertext, 'base64url').at(0) === this.currentId;
  }

  /** The text behind a ciphertext of this place. Throws `UnreadableCiphertext`, which carries nothing of either. */
  decrypt(ciphertext: string, place: CipherPlace): string {
    const bytes = Buffer.from(ciphertext, 'base64url');
    if (bytes.toString('base64url') !== ciphertext || bytes.length < 1 + nonceBytes + tagBytes) {
      throw new UnreadableCiphertext('it has no such form');
    }
    const id = bytes.readUInt8(0);
    if (!this.#secrets.has(id)) throw new UnreadableCiphertext(`secret ${id} is not configured`);
    const nonce = bytes.subarray(1, 1 + nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.key(id, 'encryption'), nonce, { authTagLength: tagBytes });
    decipher.setAAD(placeBytes(place));
    decipher.setAuthTag(bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
    try {
      const plain = decipher.update(bytes.subarray(1 + nonceBytes + tagBytes));
      return Buffer.concat([plain, decipher.final()]).toString('utf8');
    } catch {
      throw new UnreadableCiphertext('it was altered or belongs to another office, row or column');
    }
  }

  /**
   * HMAC-SHA-256 in hex (64 characters), to compare values that are soon forgotten and not stored in the clear. Always
   * under the secret with the lowest id, so that a rotation starts no count anew.
   */
  lookupHash(purpose: string, value: string): string {
    return this.hashUnder(this.oldestId, purpose, value);
  }

  /**
   * The same, to find rows that stay: under each secret, the current one first, which new rows are written with. A row
   * may still carry one of the others until the keys are rotated.
   */
  lookupHashes(purpose: string, value: string): readonly [string, ...string[]] {
    const former = [...this.#secrets.keys()].filter((id) => id !== this.currentId);
    return [this.hashUnder(this.currentId, purpose, value), ...former.map((id) => this.hashUnder(id, purpose, value))];
  }

  private hashUnder(id: number, purpose: string, value: string): string {
    return createHmac('sha256', this.key(id, `lookup/${purpose}`))
      .update(value, 'utf8')
      .digest('hex');
  }

  private tokenUnder(key: number, purpose: TokenPurpose, id: string, version: number): string {
    const head = Buffer.concat([Buffer.of(key), uuidBytes(id)]);
    return Buffer.concat([head, this.tokenMac(head, purpose, version)]).toString('base64url');
  }

  private tokenMac(head: Buffer, purpose: TokenPurpose, version: number): Buffer {
    if (!Number.isSafeInteger(version) || version < 0)
      throw new RangeError('A token version is a whole number from 0.');
    const versionBytes = Buffer.alloc(8);
    versionBytes.writeBigUInt64BE(BigInt(version));
    return createHmac('sha256', this.key(head.readUInt8(0), `token/${purpose}`))
      .update(head)
      .update(versionBytes)
      .update(purpose, 'utf8')
      .digest()
      .subarray(0, macBytes);
  }

  private key(id: number, purpose: string): Buffer {
    const name = `${id}/${purpose}`;
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const secret = this.#secrets.get(id);
    if (secret === undefined) throw new RangeError(`Secret ${id} is not configured.`);
    const key = Buffer.from(hkdfSync('sha256', secret, '', `bina/${purpose}`, 32));
    this.#derived.set(name, key);
    return key;
  }
}

function uuidBytes(id: string): Buffer {
  if (!uuidForm.test(id)) throw new RangeError('A token names a row by its UUID.');
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function placeBytes({ office, row, column }: CipherPlace): Buffer {
  return Buffer.from(JSON.stringify([office, row, column]), 'utf8');
}
