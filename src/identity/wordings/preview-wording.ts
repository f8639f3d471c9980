import { Injectable } from '@nestjs/common';
import type { RenderedEmail } from '../../mail/email-templates.js';
import { withPictures } from '../../mail/pictures.js';
import type { WordingText } from '../../mail/wording/wording.rules.js';
import { requireRole, type Actor } from '../actor.js';
import { CheckWording } from './check-wording.js';
import { SampleMail } from './sample-mail.js';
import type { WhichMail } from './which-mail.js';

/** Shows words as the sample's reader would read them, with the pictures in the HTML. */
@Injectable()
export class PreviewWording {
  constructor(
    private readonly check: CheckWording,
    private readonly sample: SampleMail,
  ) {}

  /** Throws `InvalidInput` for each mistake. */
  async run(actor: Actor, mail: WhichMail, text: WordingText): Promise<RenderedEmail> {
    requireRole(actor, 'organizer');
    const rendered = await this.check.run(actor.officeId, mail, text);
    const { contentId = '', contentType, content } = this.sample.ticket();
    const picture = { contentId, contentType, content: content.toString('base64') };
    return { ...rendered, html: withPictures(rendered.html, [picture]) };
  }
}
