import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { CurrentActor, type Actor } from './actor.js';
import { EmailMessagesQuery } from './email-messages.dto.js';
import { EmailMessagesQueries } from './email-messages.queries.js';
import { emailContentJson, type EmailContentView, type EmailMessageView } from './email-messages.views.js';
import { ReadEmailMessage } from './read-email-message.js';
import { RetryEmailMessage } from './retry-email-message.js';

@ApiTags('email messages')
@ApiBearerAuth()
@Controller('api/v1/email-messages')
export class EmailMessagesController {
  constructor(
    private readonly queries: EmailMessagesQueries,
    private readonly readEmailMessage: ReadEmailMessage,
    private readonly retryEmailMessage: RetryEmailMessage,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: EmailMessagesQuery): Promise<Page<EmailMessageView>> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<EmailMessageView> {
    return this.queries.one(actor, id);
  }

  /** What it said when it was sent, for 90 days; before that, what it would say now. Files as size and hash. */
  @Get(':id/content')
  async content(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<EmailContentView> {
    return emailContentJson(await this.readEmailMessage.run(actor, id));
  }

  @Post(':id/retry')
  @HttpCode(200)
  async retry(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<EmailMessageView> {
    await this.retryEmailMessage.run(actor, id);
    return this.queries.one(actor, id);
  }
}
