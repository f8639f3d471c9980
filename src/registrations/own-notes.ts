import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/locale.js';
import { RegistrationLinks } from './registration-links.js';
import type { Registration } from './registration.entity.js';

/** Something that waits for a registrant, told on "my registration". */
export interface OwnNote {
  readonly title: string;
  readonly text: string;
  /** Null when there is nothing to do. */
  readonly href: string | null;
  readonly action: string | null;
}

type NoteMaker = (registration: Registration, locale: Locale) => Promise<OwnNote | null>;

/** What features above know for a registrant; they register at start who tells it. */
@Injectable()
export class OwnNotes {
  private readonly makers: NoteMaker[] = [];

  constructor(private readonly links: RegistrationLinks) {}

  register(maker: NoteMaker): void {
    this.makers.push(maker);
  }

  /** Throws `NotFound` for a manage link that opens nothing. */
  async of(token: string, locale: Locale): Promise<OwnNote[]> {
    const registration = await this.links.registrationOf(token);
    const notes = await Promise.all(this.makers.map((make) => make(registration, locale)));
    return notes.filter((note) => note !== null);
  }
}
