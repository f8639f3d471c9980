import { Injectable } from '@nestjs/common';
import { SharedFacts } from './shared-facts.js';

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** Set for pictures that the HTML shows by `cid:`. */
  readonly contentId?: string;
}

export type AttachmentMaker = (id: string, shared: SharedFacts) => Promise<Attachment>;

/** Who makes which kind of attachment. Features register theirs at start. */
@Injectable()
export class AttachmentSources {
  private readonly makers = new Map<string, AttachmentMaker>();

  register(source: string, maker: AttachmentMaker): void {
    if (this.makers.has(source)) throw new Error(`Attachment source ${source} is registered twice.`);
    this.makers.set(source, maker);
  }

  async make(source: string, id: string, shared = new SharedFacts()): Promise<Attachment> {
    const maker = this.makers.get(source);
    if (maker === undefined) throw new Error(`Nobody makes attachments of source ${source}.`);
    return maker(id, shared);
  }
}
