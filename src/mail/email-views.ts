import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/locale.js';
import type { AttachmentReference } from './email-message.entity.js';
import { SharedFacts } from './shared-facts.js';
import type { WordingText } from './wording/wording.rules.js';

/** What a feature needs to know of a message to make its view. */
export interface EmailFact {
  readonly template: string;
  readonly subjectId: string;
  readonly officeId: string;
  readonly locale: Locale;
  readonly recipientName: string;
  readonly recipientAddress: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What goes with it, so that the text speaks of nothing that isn't there. */
  readonly attachments: readonly AttachmentReference[];
}

/** The view of a message, made when it is sent; or why it is no longer true and is not sent. */
export type EmailView =
  | {
      readonly view: Readonly<Record<string, unknown>>;
      /** Takes a POST that ends further mails of this kind (RFC 8058); null or left out where there is no such choice. */
      readonly unsubscribeUrl?: string | null;
      /** Words of the message itself, for a trial of them: which mail they are for, and what it would say. */
      readonly worded?: WordingText & { readonly template: string };
    }
  | { readonly skip: string };

export type EmailViewMaker = (fact: EmailFact, shared: SharedFacts) => Promise<EmailView>;

/** Who makes the view of which template. Features register theirs at start; mail itself knows none of them. */
@Injectable()
export class EmailViews {
  private readonly makers = new Map<string, EmailViewMaker>();

  register(template: string, maker: EmailViewMaker): void {
    if (this.makers.has(template)) throw new Error(`The view of mail template ${template} is registered twice.`);
    this.makers.set(template, maker);
  }

  async make(fact: EmailFact, shared = new SharedFacts()): Promise<EmailView> {
    const maker = this.makers.get(fact.template);
    if (maker === undefined) throw new Error(`Nobody makes the view of mail template ${fact.template}.`);
    return maker(fact, shared);
  }
}
