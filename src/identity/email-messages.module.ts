import { Module } from '@nestjs/common';
import { EmailMessagesController } from './email-messages.controller.js';
import { EmailMessagesQueries } from './email-messages.queries.js';
import { ReadEmailMessage } from './read-email-message.js';
import { RetryEmailMessage } from './retry-email-message.js';

@Module({
  controllers: [EmailMessagesController],
  providers: [EmailMessagesQueries, ReadEmailMessage, RetryEmailMessage],
  exports: [EmailMessagesQueries, ReadEmailMessage, RetryEmailMessage],
})
export class EmailMessagesModule {}
