import { Module } from '@nestjs/common';
import { EmailMessagesController } from './email-messages.controller.js';
import { EmailMessagesQueries } from './email-messages.queries.js';
import { RetryEmailMessage } from './retry-email-message.js';

@Module({
  controllers: [EmailMessagesController],
  providers: [EmailMessagesQueries, RetryEmailMessage],
  exports: [EmailMessagesQueries, RetryEmailMessage],
})
export class EmailMessagesModule {}
