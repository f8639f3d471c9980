import { IsUUID } from 'class-validator';
import { Optional, TextField, WordField } from '../http/fields.js';
import { PageQuery } from '../http/paging.js';
import { emailStatuses, type EmailStatus } from '../mail/email-message.entity.js';

export class EmailMessagesQuery extends PageQuery {
  @WordField(emailStatuses, { optional: true })
  readonly status?: EmailStatus;

  @TextField({ max: 60, optional: true })
  readonly template?: string;

  /** Messages about this batch. */
  @Optional()
  @IsUUID()
  readonly batchId?: string;

  /** Part of the recipient's name or address, in any case. */
  @TextField({ max: 100, optional: true })
  readonly q?: string;
}
