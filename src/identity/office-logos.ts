import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow } from '../database/rows.js';
import { renderPdf } from '../documents/pdf.js';
import { soundPng } from '../documents/sound-png.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { requireRole, type Actor } from './actor.js';
import { Audit } from './audit.js';
import { readLogo, type LogoType } from './logo.rules.js';
import { OfficeLogo } from './office-logo.entity.js';

export interface LogoFile {
  readonly type: LogoType;
  readonly bytes: Buffer;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** As papers take it: a `data:` URL, if there is a logo. */
export interface PaperLogo {
  readonly logo?: string;
}

export async function logoForPaper(tx: EntityManager, officeId: string): Promise<PaperLogo> {
  const logo = await tx.findOneBy(OfficeLogo, { officeId });
  return logo === null ? {} : { logo: dataUrl(logo.contentType, logo.content) };
}

/** The picture on an office's papers and pages. */
@Injectable()
export class OfficeLogos {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async of(officeId: string): Promise<LogoFile | null> {
    const logo = await this.database.reader.findOneBy(OfficeLogo, { officeId });
    if (logo === null) return null;
    return { type: logo.contentType, bytes: Buffer.from(logo.content, 'base64'), hash: logo.hash };
  }

  forPaper(officeId: string): Promise<PaperLogo> {
    return logoForPaper(this.database.reader, officeId);
  }

  /** Throws `logo_not_image`, `logo_too_heavy` and `logo_too_large`; what can't be printed is no image. */
  async replace(actor: Actor, bytes: Buffer): Promise<void> {
    requireRole(actor, 'administrator');
    const read = readLogo(bytes);
    if ('refused' in read) throw new Refusal(read.refused);
    const sound = read.type === 'image/png' ? await soundPng(bytes) : bytes;
    const content = sound?.toString('base64') ?? '';
    if (sound === null || !(await this.prints(dataUrl(read.type, content)))) throw new Refusal('logo_not_image');
    const { officeId } = actor;
    const hash = createHash('sha256').update(sound).digest('hex');
    await this.database.transaction(async (tx) => {
      await tx.delete(OfficeLogo, { officeId });
      const row = { officeId, contentType: read.type, content, hash, changedAt: this.clock.now() };
      await insertRow(tx, OfficeLogo, row);
      const subject = { type: 'office', id: officeId };
      await this.audit.record(tx, { officeId, actor, action: 'office.logo_changed', subject });
    });
  }

  async remove(actor: Actor): Promise<void> {
    requireRole(actor, 'administrator');
    const { officeId } = actor;
    await this.database.transaction(async (tx) => {
      await tx.delete(OfficeLogo, { officeId });
      const subject = { type: 'office', id: officeId };
      await this.audit.record(tx, { officeId, actor, action: 'office.logo_removed', subject });
    });
  }

  private async prints(image: string): Promise<boolean> {
    const facts = { title: '', author: '', locale: 'id' as const, madeAt: this.clock.now() };
    return renderPdf({ content: [{ image, width: 20 }] }, facts).then(
      () => true,
      () => false,
    );
  }
}

function dataUrl(type: LogoType, base64: string): string {
  return `data:${type};base64,${base64}`;
}
