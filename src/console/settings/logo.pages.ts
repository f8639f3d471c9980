import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TakesFile, uploadedFile } from '../../http/upload.js';
import { ManageOffice } from '../../identity/manage-office.js';
import { OfficeLogos } from '../../identity/office-logos.js';
import type { Problem } from '../../kernel/problems.js';
import { attempt, statusOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { Visitor, type Visit } from '../visit.js';

const path = '/console/pengaturan/logo';

/** The letterhead as it is printed, and the picture on it. */
@ApiExcludeController()
@Controller('console/pengaturan/logo')
export class LogoSettingsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly office: ManageOffice,
    private readonly logos: OfficeLogos,
  ) {}

  @Get()
  async look(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.show(visit, null);
  }

  @Post()
  @TakesFile()
  async upload(@Visitor('administrator') visit: Visit): Promise<void> {
    const done = await attempt(async () => {
      await this.logos.replace(visit.actor, await uploadedFile(visit.reply.request));
    });
    if ('problem' in done) await this.show(visit, done.problem);
    else await visit.reply.redirect(`${path}?done=saved`, 303);
  }

  @Post('hapus')
  async remove(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.logos.remove(visit.actor);
    await visit.reply.redirect(`${path}?done=saved`, 303);
  }

  private async show(visit: Visit, problem: Problem | null): Promise<void> {
    const { name, parentName, address } = await this.office.show(visit.actor);
    const { logo = null } = await this.logos.forPaper(visit.actor.officeId);
    const view = {
      section: 'settings' as const,
      path,
      title: this.pages.text(visit, 'section_settings'),
      tabs: settingsTabs(visit, this.pages, 'logo'),
      failure: this.pages.failure(visit, problem),
      letterhead: { name, parentName, address, logo },
      removeAction: logo === null ? null : `${path}/hapus`,
    };
    await this.pages.show(visit, 'logo', view, statusOf(problem));
  }
}
