import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { CurrentActor, type Actor } from './actor.js';
import { EmailMessagesQuery } from './email-messages.dto.js';
import { EmailMessagesQueries } from './email-messages.queries.js';
import type { EmailMessageView } from './email-messages.views.js';
import { RetryEmailMessage } from './retry-email-message.js';

@ApiTags('email messages')
@ApiBearerAuth()
@Controller('api/v1/email-messages')
export class EmailMessagesController {
  constructor(
    private readonly queries: EmailMessagesQueries,
    private readonly retryEmailMessage: RetryEmailMessage,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: EmailMessagesQuery): Promise<Page<EmailMessageView>> {
    return this.queries.list(actor, query);
  }

  @Post(':id/retry')
  @HttpCode(200)
  async retry(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<EmailMessageView> {
    await this.retryEmailMessage.run(actor, id);
    return this.queries.one(actor, id);
  }
}
