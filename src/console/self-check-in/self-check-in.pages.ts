import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AllowSelfCheckIn } from '../../attendance/self-check-in/allow-self-check-in.js';
import { ReleasePhone } from '../../attendance/self-check-in/release-phone.js';
import { IdParam } from '../../http/id-param.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, statusOf, typedOf } from '../console-forms.js';
import { Visitor, type Visit } from '../visit.js';
import { SelfCheckInView } from './self-check-in-view.js';

const here = '/presensi-mandiri';

/** Whether participants may check themselves in, the screen of each session, and whose phone is which. */
@ApiExcludeController()
@Controller('console/angkatan/:id/presensi-mandiri')
export class SelfCheckInPages {
  constructor(
    private readonly frame: BatchFrame,
    private readonly view: SelfCheckInView,
    private readonly allowing: AllowSelfCheckIn,
    private readonly releasing: ReleasePhone,
  ) {}

  @Get()
  async show(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const view = await this.view.of(visit, batch, null);
    await this.frame.show(visit, batch, 'self-check-in', { tab: 'self_check_in', view });
  }

  @Post()
  async allow(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const allowed = typedOf(sent).izinkan === 'ya';
    const changed = await attempt(() => this.allowing.run(visit.actor, id, allowed));
    if ('problem' in changed) {
      const view = await this.view.of(visit, batch, changed.problem);
      const status = statusOf(changed.problem);
      return this.frame.show(visit, batch, 'self-check-in', { tab: 'self_check_in', status, view });
    }
    await visit.reply.redirect(`${batchHref(id, here)}?done=self-check-in.${allowed ? 'allowed' : 'stopped'}`, 303);
  }

  @Post(':registrationId/lepas')
  async release(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    await this.releasing.run(visit.actor, registrationId);
    await visit.reply.redirect(`${batchHref(id, here)}?done=self-check-in.released`, 303);
  }
}
