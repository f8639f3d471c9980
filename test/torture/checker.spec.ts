import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { judge, properties, type Property } from './properties.js';
import { soundEvidence, type Doctored } from './sound-evidence.js';

type Bug = (evidence: Doctored) => void;

const of = <T extends object>(rows: T[], wanted: Partial<T>): T => {
  const found = rows.find((row) => Object.entries(wanted).every(([name, value]) => row[name as keyof T] === value));
  if (found === undefined) throw new Error('The evidence has no such row.');
  return found;
};
const without = <T extends object>(rows: T[], wanted: Partial<T>): void => {
  rows.splice(rows.indexOf(of(rows, wanted)), 1);
};
/** A line of the history, to be falsified. */
const lineOf = ({ lines }: Pick<Doctored, 'lines'>, wanted: Record<string, unknown>) =>
  of(lines as unknown as Record<string, unknown>[], wanted);
const dropLine = ({ lines }: Pick<Doctored, 'lines'>, wanted: Record<string, unknown>): void => {
  without(lines as unknown as Record<string, unknown>[], wanted);
};

/** Each property is shown each way in which it can be broken. */
const bugs: Readonly<Record<Property, Readonly<Record<string, Bug>>>> = {
  'every 2xx is there': {
    'a registration that was answered is gone': ({ moves }) => {
      without(moves, { registrationId: 'budi' });
    },
    'it is there in a state that was not answered': ({ moves }) => {
      of(moves, { registrationId: 'budi' }).toStatus = 'waitlisted';
    },
    'a withdrawal did not last': ({ moves }) => {
      without(moves, { registrationId: 'ani', toStatus: 'cancelled' });
    },
    'a decision is gone': ({ moves }) => {
      without(moves, { registrationId: 'eka', toStatus: 'confirmed' });
    },
    'a check-in is gone': ({ attendances }) => {
      attendances.splice(0);
    },
    'more certificates were answered than there are': (evidence) => {
      lineOf(evidence, { kind: 'call', does: 'issue' }).answer = { issued: 2 };
    },
    'somebody who was marked got no certificate': ({ certificates, lines }) => {
      certificates.splice(0);
      lineOf({ lines }, { kind: 'call', does: 'issue' }).answer = { issued: 0 };
    },
  },
  'nothing that was refused is there': {
    'a registration that was answered 409': ({ keys }) => {
      of(keys, { resourceId: 'dedi' }).key = 'key-nobody';
    },
    'a registration that was answered 507': ({ lines }) => {
      lineOf({ lines }, { kind: 'call', key: 'key-dedi' }).status = 507;
    },
    'a withdrawal that was answered 409': (evidence) => {
      lineOf(evidence, { does: 'withdraw', registrationId: 'ani' }).status = 409;
    },
    'a decision other than the one that was asked for': (evidence) => {
      lineOf(evidence, { does: 'decide', registrationId: 'eka' }).decision = 'reject';
    },
    'a mark that was answered 409': ({ attendances }) => {
      attendances.push({ id: 'mark-dedi', registrationId: 'dedi', sessionId: 's' });
    },
    'a certificate in a batch where none were issued': ({ certificates }) => {
      certificates.push({ id: 'c', officeId: 'o', registrationId: 'eka', year: 2026, sequence: 2 });
    },
  },
  'confirmed ≤ capacity and ≤ each quota after every commit': {
    'one more than seats, in passing': ({ moves }) => {
      const [goes] = moves.splice(4, 1);
      if (goes !== undefined) moves.splice(5, 0, goes);
    },
    'one more than a quota': ({ quotas, registrations }) => {
      of(quotas, { id: 'q' }).capacity = 0;
      of(registrations, { id: 'ani' }).gender = 'male';
    },
  },
  'counters of seats are what the rows count': {
    'a seat that nobody has': ({ batches }) => {
      of(batches, { id: 'batch-first' }).taken = 1;
    },
    'a seat of a quota': ({ quotas }) => {
      of(quotas, { id: 'q' }).taken = 0;
    },
  },
  'the waiting list goes up in order, and nobody waits beside a free seat': {
    'overtaken on the list': ({ moves, registrations }) => {
      of(registrations, { id: 'dedi' }).gender = 'female';
      of(moves, { registrationId: 'cici', toStatus: 'confirmed' }).registrationId = 'dedi';
    },
    'overtaken by a newcomer': ({ moves }) => {
      const [promotion] = moves.splice(5, 1);
      const newcomer = { ...of(moves, { registrationId: 'budi' }), fromStatus: null };
      moves.splice(5, 0, newcomer);
      if (promotion !== undefined) moves.push(promotion);
    },
    'a free seat at the end': ({ moves }) => {
      without(moves, { registrationId: 'cici', toStatus: 'confirmed' });
    },
    'sent to the waiting list although there is a seat': ({ moves }) => {
      of(moves, { registrationId: 'budi' }).toStatus = 'waitlisted';
    },
  },
  'one live registration per person and batch': {
    'two of one person': ({ moves }) => {
      of(moves, { registrationId: 'cici' }).participantId = 'person-budi';
    },
  },
  'certificates are numbered 1 to n per office and year': {
    'a gap': ({ certificates, counters }) => {
      of(certificates, {}).sequence = 2;
      of(counters, {}).last = 2;
    },
    'a double': ({ certificates }) => {
      certificates.push({ ...of(certificates, {}), id: 'c', registrationId: 'cici' });
    },
    'a counter that ran ahead': ({ counters }) => {
      of(counters, {}).last = 2;
    },
    'two for one person': ({ certificates, counters }) => {
      certificates.push({ ...of(certificates, {}), id: 'c', sequence: 2 });
      of(counters, {}).last = 2;
    },
  },
  'each fact is mailed at least once': {
    'a fact without its message': ({ messages }) => {
      without(messages, { id: 'm-promoted-cici' });
    },
    'sent, says the row, but the mail server had nothing': ({ lines }) => {
      dropLine({ lines }, { kind: 'mail', messageId: '<cancelled-ani@x>' });
    },
    'given up without a refusal': ({ lines }) => {
      dropLine({ lines }, { kind: 'mail', answer: 'refused' });
    },
    'left lying': ({ messages }) => {
      of(messages, { id: 'm-confirmed-budi' }).status = 'pending';
    },
    'left out although it is true': ({ messages }) => {
      of(messages, { id: 'm-waitlisted-dedi' }).status = 'skipped';
    },
    'a certificate without its message': ({ messages }) => {
      without(messages, { id: 'm-c' });
    },
  },
  'twice only where the sender died between 250 and its commit': {
    'nobody died': ({ lines }) => {
      dropLine({ lines }, { kind: 'fault', what: 'killed' });
    },
    'another died': ({ lines }) => {
      lineOf({ lines }, { kind: 'fault', what: 'killed' }).which = 'worker-5.life-1';
    },
    'it died much later': ({ lines }) => {
      lineOf({ lines }, { kind: 'fault', what: 'killed' }).at = 39_000;
    },
    'the second one has an id of its own': ({ lines }) => {
      lineOf({ lines }, { kind: 'mail', process: 'worker-4.life-2' }).messageId = '<again@x>';
    },
  },
  'the audit is complete': {
    'a change without its entry': ({ audit }) => {
      without(audit, { action: 'registration.cancelled' });
    },
    'an entry of a change that never was': ({ audit }) => {
      audit.push({ action: 'registration.rejected', subjectId: 'dedi', before: '{"status":"waitlisted"}' });
    },
    'an entry twice': ({ audit }) => {
      audit.push({ ...of(audit, { action: 'certificate.issued' }) });
    },
    'an entry with another past': ({ audit }) => {
      of(audit, { action: 'registration.cancelled' }).before = '{"status":"waitlisted"}';
    },
    'a mark without its entry': ({ audit }) => {
      without(audit, { action: 'attendance.recorded' });
    },
    'a registration without its consent': ({ consents }) => {
      without(consents, { registrationId: 'eka' });
    },
  },
  'an Idempotency-Key does its work once': {
    'two registrations by one key': ({ keys }) => {
      without(keys, { resourceId: 'dedi' });
    },
    'two answers to one key': ({ lines }) => {
      lineOf({ lines }, { key: 'key-ani', begun: 110 }).answer = { id: 'dedi', status: 'confirmed' };
    },
    'a scan that was sent again came second to itself': ({ lines }) => {
      lineOf({ lines }, { key: 'scan-budi', begun: 505 }).status = 200;
    },
  },
  'no 500, no process that ends by itself, no damage': {
    'a request that was answered 500': (evidence) => {
      lineOf(evidence, { does: 'withdraw', registrationId: 'ani' }).status = 500;
    },
    'a process that ended': ({ lines }) => {
      lines.push({ kind: 'fault', at: 1, what: 'ended-itself', which: 'web-1.life-1 with 1' });
    },
    'hardly anything was served': ({ lines }) => {
      lines.push({ kind: 'fault', at: 1, what: 'served-too-little', which: '19 requests' });
    },
    'a damaged file': ({ damage }) => {
      damage.push('a row of consents refers to none');
    },
  },
};

const broken = (evidence: Doctored): Property[] =>
  judge(evidence).flatMap(({ property, against }) => (against.length > 0 ? [property] : []));

describe('the checker of the torture', () => {
  it('judges what ARCHITECTURE.md names in italics, all of it and nothing else', () => {
    const [, promises = ''] = /^## Promises\n(.*?)^## /ms.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
    const named = [...promises.matchAll(/(?<=[| ,;] ?)_([^_`]+)_/g)].map(([, name = '']) => name);
    const judged = Object.keys(properties);
    expect(named.filter((name) => !judged.some((property) => property.startsWith(name)))).toEqual([]);
    expect(judged.filter((property) => !named.some((name) => property.startsWith(name)))).toEqual([]);
  });

  it('finds nothing where nothing is wrong', () => {
    expect(judge(soundEvidence()).filter(({ against }) => against.length > 0)).toEqual([]);
  });

  describe.each(Object.entries(bugs))('%s', (property, ways) => {
    it.each(Object.entries(ways))('is broken by: %s', (_, doctor) => {
      const evidence = soundEvidence();
      doctor(evidence);
      expect(broken(evidence)).toContain(property);
    });
  });
});
