import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { calendar, type CalendarView } from './calendar.js';

const event = {
  uid: 'a@bina.example',
  sequence: 3,
  startsAt: new Date('2026-10-05T00:00:00Z'),
  endsAt: new Date('2026-10-05T03:45:00Z'),
  title: 'Kemasan; dan, "foto"\r\nBEGIN:VEVENT',
  location: 'Aula, Banjarbaru; lantai 2 \\ ruang B',
  description: 'Baris satu\nBaris dua, yang panjang sekali '.repeat(5),
  url: 'https://bina.example/acara/1',
};
const view: CalendarView = {
  method: 'PUBLISH',
  organizer: { name: 'Dinas "Koperasi"; UKM', email: 'dinas@example.go.id' },
  events: [event],
  stampedAt: new Date('2026-09-01T01:02:03Z'),
};

function parsed(changes: Partial<CalendarView> = {}): ICAL.Component {
  return new ICAL.Component(ICAL.parse(calendar({ ...view, ...changes }).toString()) as unknown[]);
}

function only(component: ICAL.Component): ICAL.Component {
  const [first, ...more] = component.getAllSubcomponents('vevent');
  expect(more).toEqual([]);
  return first!;
}

describe('a calendar', () => {
  it('has its times in UTC, its stable id and the version of each event', () => {
    const read = only(parsed());
    const text = (name: string) => String(read.getFirstPropertyValue(name));
    expect(text('uid')).toBe('a@bina.example');
    expect(text('sequence')).toBe('3');
    expect(text('dtstart')).toBe('2026-10-05T00:00:00Z');
    expect(text('dtend')).toBe('2026-10-05T03:45:00Z');
    expect(text('dtstamp')).toBe('2026-09-01T01:02:03Z');
    expect(text('url')).toBe('https://bina.example/acara/1');
    expect(text('organizer').toLowerCase()).toBe('mailto:dinas@example.go.id');
  });

  it('keeps each text within its line, whatever it holds', () => {
    const read = only(parsed());
    expect(read.getFirstPropertyValue('summary')).toBe(event.title.replace('\r\n', '\n'));
    expect(read.getFirstPropertyValue('location')).toBe(event.location);
    expect(read.getFirstPropertyValue('description')).toBe(event.description);
  });

  it('has CRLF line ends and lines of at most 75 octets', () => {
    const lines = calendar(view).toString().split('\r\n');
    expect(lines.join('')).not.toContain('\n');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it.each([
    ['PUBLISH', 'CONFIRMED'],
    ['CANCEL', 'CANCELLED'],
  ] as const)('says %s', (method, status) => {
    const read = parsed({ method });
    expect(read.getFirstPropertyValue('method')).toBe(method);
    expect(only(read).getFirstPropertyValue('status')).toBe(status);
  });

  it('is the same bytes each time', () => {
    expect(calendar(view).equals(calendar(view))).toBe(true);
  });
});
