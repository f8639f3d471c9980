import type { Attachment } from './attachment-sources.js';

/** A mail as it goes out: to exactly one person, with every part made. */
export interface Mail {
  /** The outbox row's id; the local mailbox names its file by it. */
  readonly id: string;
  readonly messageId: string;
  readonly sentAt: Date;
  /** `Name <address>`, from the settings. */
  readonly from: string;
  readonly to: { readonly name: string; readonly address: string };
  /** Where an answer goes; null when the office has no address. */
  readonly replyTo: { readonly name: string; readonly address: string } | null;
  /** Where a POST ends further mails like this one; null where there is no such choice. */
  readonly unsubscribeUrl: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

/** The mail was not taken. `permanent`: trying again cannot help. */
export class DeliveryFailed extends Error {
  constructor(
    readonly permanent: boolean,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'DeliveryFailed';
  }
}

/** Hands mails on. Also the token it is injected by. */
export abstract class Transport {
  /** Resolves once somebody else has taken responsibility for the mail. Throws `DeliveryFailed`. */
  abstract deliver(mail: Mail): Promise<void>;
  /** Ends the connections that are open. */
  abstract close(): void;
}
