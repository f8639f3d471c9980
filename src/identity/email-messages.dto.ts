import { WordField } from '../http/fields.js';
import { PageQuery } from '../http/paging.js';
import { emailStatuses, type EmailStatus } from '../mail/email-message.entity.js';

export class EmailMessagesQuery extends PageQuery {
  @WordField(emailStatuses, { optional: true })
  readonly status?: EmailStatus;
}
