import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { Devices, type DeviceView } from '../../identity/devices.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import { Sessions } from '../../identity/sessions.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { defaultZone } from '../../programs/create-batch.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { Visitor, type Visit } from '../visit.js';

const path = '/console/perangkat';

/** Where the reader is signed in, and for administrators where everybody is. */
@ApiExcludeController()
@Controller('console/perangkat')
export class DevicesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly devices: Devices,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  async list(@Visitor('attendant') visit: Visit): Promise<void> {
    const current = await this.sessions.idOf(this.token(visit));
    const all = await this.devices.list(visit.actor);
    const own = all.filter(({ userId }) => userId === visit.actor.userId);
    await this.pages.show(visit, 'devices', {
      section: 'settings',
      path,
      title: this.pages.text(visit, 'settings:devices'),
      tabs: settingsTabs(visit, this.pages, 'devices'),
      own: own.map((device) => this.line(visit, device, current)),
      othersAction: own.length > 1 ? `${path}/lain` : null,
      others: all.filter((device) => !own.includes(device)).map((device) => this.line(visit, device, current)),
    });
  }

  @Post('lain')
  async endOthers(@Visitor('attendant') visit: Visit): Promise<void> {
    await this.devices.endOthers(visit.actor, this.token(visit));
    await visit.reply.redirect(`${path}?done=settings.devices_ended`, 303);
  }

  @Post(':id/keluar')
  async end(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.devices.end(visit.actor, id);
    await visit.reply.redirect(`${path}?done=settings.device_ended`, 303);
  }

  private token({ reply }: Visit): string {
    return this.cookie.read(reply.request) ?? '';
  }

  private line(visit: Visit, { id, userName, kind, since, lastUsedAt }: DeviceView, current: string | null) {
    const at = (instant: Date) => formatInstant(instant, { locale: visit.locale, zone: defaultZone });
    return {
      name: userName,
      kind: this.pages.text(visit, `settings:device_${kind}`),
      since: this.pages.text(visit, 'settings:device_since', { at: at(since) }),
      used: this.pages.text(visit, 'settings:device_used', { at: at(lastUsedAt) }),
      current: id === current,
      endAction: `${path}/${id}/keluar`,
    };
  }
}
