import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NotFound } from '../kernel/problems.js';
import { lastFourDigits } from '../kernel/phone.js';
import { normalizeCode } from '../kernel/short-code.js';
import { RegistrationLinks } from './registration-links.js';
import { RegistrationPace } from './registration-pace.js';
import type { LookupBody } from './registration.dto.js';
import { Registration } from './registration.entity.js';

/** Opens a registration to somebody who lost the link but knows its code and the end of its phone number. */
@Injectable()
export class FindAgain {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly pace: RegistrationPace,
  ) {}

  /** The manage link. Throws one and the same `NotFound('lookup_failed')` whatever is wrong, and `TooMany`. */
  async run({ code: typed, phoneLast4 }: LookupBody, address: string): Promise<string> {
    const code = normalizeCode(typed);
    await this.pace.lookup(address, code ?? typed);
    const found = code === null ? null : await this.database.reader.findOneBy(Registration, { code });
    if (found === null || lastFourDigits(found.phone) !== phoneLast4) {
      throw new NotFound('lookup_failed');
    }
    await this.pace.lookupFound(address, found.code);
    return this.links.manageUrl(found);
  }
}
