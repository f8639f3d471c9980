import { Injectable } from '@nestjs/common';
import { In, Not, type EntityManager } from 'typeorm';
import { Attendance } from '../attendance/attendance.entity.js';
import { CheckInPhone } from '../attendance/self-check-in/check-in-phone.entity.js';
import { Certificate } from '../certificates/certificate.entity.js';
import { holding } from '../database/locks.js';
import { updateRows } from '../database/rows.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { SentEmail } from '../mail/sent-email.entity.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Participant } from '../participants/participant.entity.js';
import { Registration } from '../registrations/registration.entity.js';

/** Stands where a name, a phone or an address was. */
const nobody = '—';

/**
 * Takes out of every row who it was about, and leaves what statistics count: gender, kabupaten/kota, kind of enterprise,
 * states and marks. Certificates and frozen reports are archives and stay as they were issued.
 */
@Injectable()
export class AnonymisePerson {
  /** She is found no more. Waits for whoever registers her at this moment; who comes later makes a row of her own. */
  async hide(tx: EntityManager, participantId: string): Promise<void> {
    const nameless = { name: nobody, nikCiphertext: null, nikHash: null, contactHash: null, birthDate: null };
    await updateRows(tx, Participant, { id: participantId }, nameless);
  }

  /** What her rows say besides. */
  async run(tx: EntityManager, participantId: string): Promise<void> {
    const registrations = await tx.findBy(Registration, { participantId });
    const ids = registrations.map(({ id }) => id);
    for (const { id, tokenVersion } of registrations) await this.registration(tx, id, tokenVersion);
    await updateRows(tx, Attendance, { registrationId: In(ids) }, { note: null });
    await tx.delete(CheckInPhone, { registrationId: In(ids) });
    await this.mails(tx, ids);
    await this.enterprises(tx, participantId);
  }

  /** Its links open nothing any more. */
  private async registration(tx: EntityManager, id: string, tokenVersion: number): Promise<void> {
    const contact = { name: nobody, phone: nobody, email: null, address: null };
    await updateRows(tx, Registration, { id }, { ...contact, reason: null, tokenVersion: tokenVersion + 1 });
  }

  /** That something was mailed stays known; to whom and what it said is gone, and what waits is not sent. */
  private async mails(tx: EntityManager, registrationIds: readonly string[]): Promise<void> {
    const certificates = await tx.findBy(Certificate, { registrationId: In([...registrationIds]) });
    const subjectId = In([...registrationIds, ...certificates.map(({ id }) => id)]);
    const messages = await tx.find(EmailMessage, { where: { subjectId }, select: { id: true } });
    const ids = In(messages.map(({ id }) => id));
    await tx.delete(SentEmail, { id: ids });
    await updateRows(tx, EmailMessage, { id: ids, status: Not('sent') }, { status: 'skipped' });
    const told = { recipientName: nobody, recipientAddress: nobody, lastError: null };
    await updateRows(tx, EmailMessage, { id: ids }, told);
  }

  /**
   * One that others stand for, too, is not hers alone. Read only now: whoever corrected a registration was waited for.
   */
  private async enterprises(tx: EntityManager, participantId: string): Promise<void> {
    const registrations = await tx.findBy(Registration, { participantId });
    const ids = new Set(registrations.flatMap(({ enterpriseId }) => enterpriseId ?? []));
    for (const id of [...ids].sort()) await this.enterprise(tx, participantId, id);
  }

  /** Waits for whoever names it at this moment, and looks for others only then. */
  private async enterprise(tx: EntityManager, participantId: string, id: string): Promise<void> {
    await tx.findOne(Enterprise, { where: { id }, ...holding(tx, 'pessimistic_write') });
    if (await tx.existsBy(Registration, { enterpriseId: id, participantId: Not(participantId) })) return;
    await updateRows(tx, Enterprise, { id }, { name: nobody, nib: null, cooperativeNumber: null });
  }
}
