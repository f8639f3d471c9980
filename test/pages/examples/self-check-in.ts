import { desk, type View } from './shared.js';

/** What the pages of self check-in may name. */
export const pages: Readonly<Record<string, View>> = {
  'self-check-in': {
    failure: 'Kode ini tidak berlaku.',
    findHref: '/pendaftaran',
    done: { name: 'Hj. Siti R.', text: 'Anda tercatat hadir pukul 08.00 WITA.' },
    session: { title: 'Desain kemasan', when: 'Senin, 08.00 WITA', where: 'Aula, Balai' },
    form: { action: '/h/x', name: 'Hj. Siti R.', choices: [{ id: 'peserta-0', value: '1', text: 'Siti' }] },
    typing: true,
  },
  'console-self-check-in': {
    ...desk,
    allowed: true,
    state: 'Diizinkan',
    setting: { action: '/x', value: 'ya', text: 'Izinkan', tone: 'button-plain' },
    lines: [
      {
        title: 'Desain',
        when: 'Senin',
        room: 'Aula',
        opening: 'Sedang dibuka',
        open: true,
        screenHref: '/x',
      },
    ],
    searchAction: '/x',
    q: 'siti',
    phones: [{ name: 'Hj. Siti', code: 'K7M4-9QTX', since: 'Sejak Senin', releaseAction: '/x' }],
  },
  'check-in-screen': {
    state: 'open',
    qr: 'data:image/svg+xml;base64,x',
    typed: 'K7M4-9QTX',
    count: '3 dari 30',
    time: '08.00 WITA',
    nextIn: 20_000,
    heading: 'Desain kemasan',
    event: 'Diklat Keuangan',
    when: 'Senin',
    where: 'Aula',
    zone: 'WITA',
    timeZone: 'Asia/Makassar',
    now: '2026-10-05T00:00:00.000Z',
    or: 'Atau buka bina.example/h dan ketik',
    message: 'Presensi mandiri dibuka pukul 07.00 WITA.',
    refresh: 20,
    source: '/x/kode',
    backHref: '/x',
  },
};
