import { ErasePerson } from '../../src/privacy/erase-person.js';
import { CancelRegistration } from '../../src/registrations/cancel-registration.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aRegistration, type Registered } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';

const titles = [
  'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi',
  'Bimtek Kemasan Produk Unggulan',
  'Dialog Penguatan Koperasi',
] as const;

const names = [
  ...['calendar', 'agenda', 'session', 'audit', 'users', 'logo', 'signatories', 'newSignatory', 'batchSignatory'],
  ...[
    'devices',
    'security',
    'retention',
    'erasure',
    'refusedErasure',
    'erasedPerson',
    'partner',
    'copyProgram',
    'copyDay',
  ],
];

describeEveryPage('settings', names, async (site) => {
  const { database } = site.app;
  const officeId = await anOffice(database);
  const administrator = await aBrowser(site.app, { officeId, role: 'administrator' });
  const partner = await aPartner(database, { officeId });
  const trainer = await aTrainer(database, { officeId });
  const [diklat, bimtek, dialog] = [
    await aProgram(database, { officeId, kind: 'diklat', title: titles[0] }),
    await aProgram(database, { officeId, kind: 'bimtek', title: titles[1] }),
    await aProgram(database, { officeId, kind: 'dialog', title: titles[2] }),
  ];
  const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));
  const three = await aBatch(database, { program: diklat });
  for (const day of [13, 14, 15]) {
    await aSession(database, three, { startsAt: at(day, 8), endsAt: at(day, 12), title: 'Pembukuan', room: 'Aula' });
    await aSession(database, three, { startsAt: at(day, 13), endsAt: at(day, 16), title: 'Praktik', room: 'Aula' });
  }
  const two = await aBatch(database, { program: bimtek, venueName: 'Balai Desa', status: 'draft' });
  await aSession(database, two, { startsAt: at(14, 9), endsAt: at(14, 12), trainerIds: [trainer.id] });
  const one = await aBatch(database, { program: dialog, venueName: 'Balai Kota' });
  const session = await aSession(database, one, { startsAt: at(14, 10), endsAt: at(14, 11), trainerIds: [trainer.id] });
  const people = [1, 2, 3].map((number) => aRegistration(site.app, one, number));
  const [ready, staying, erased] = await Promise.all(people);
  for (const { id } of [ready!, erased!]) {
    await site.app.app.get(CancelRegistration).byOrganizer(administrator.member.actor, id, null);
  }
  await site.app.app.get(ErasePerson).byAdministrator(administrator.member.actor, erased!.id, 'asked');
  const person = ({ id }: Registered) => `/console/angkatan/${one.id}/peserta/${id}`;
  const paths = {
    calendar: '/console/kalender',
    agenda: '/console/kalender?tampilan=agenda',
    audit: '/console/pengaturan/jejak',
    users: '/console/pengaturan/pengguna',
    logo: '/console/pengaturan/logo',
    signatories: '/console/pengaturan/penanda-tangan',
    newSignatory: '/console/pengaturan/penanda-tangan/baru',
    batchSignatory: `/console/angkatan/${one.id}/penanda-tangan`,
    devices: '/console/perangkat',
    security: '/console/keamanan',
    retention: '/console/pengaturan/masa-simpan',
    erasure: `${person(ready!)}/hapus`,
    refusedErasure: `${person(staying!)}/hapus`,
    erasedPerson: person(erased!),
    partner: `/console/mitra/${partner.id}`,
    copyProgram: `/console/program/${diklat.id}/salin`,
    copyDay: `/console/angkatan/${three.id}/jadwal/salin`,
    session: `/console/angkatan/${one.id}/jadwal/${session.id}`,
  };
  return {
    paths,
    cookie: administrator.cookie,
    given: [...titles, 'Dinas Koperasi dan UKM Provinsi Contoh', 'Pembukuan', 'Praktik', 'Desain kemasan'],
  };
});
