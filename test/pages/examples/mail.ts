import { desk, field, filledForm, type View } from './shared.js';

const message = {
  href: '/x',
  kind: 'Tiket',
  recipient: 'x',
  at: 'x',
  trouble: 'x',
  state: 'Gagal',
  badge: 'badge-bad',
  retryAction: '/x',
};
const tabs = { label: 'Pesan', items: [{ href: '/x', text: 'Kotak keluar', current: true }] };
const letter = { subject: 'Undangan', from: 'x', to: 'x', replyTo: 'x', text: 'x', htmlHref: '/x', title: 'x' };
const steps = [{ text: 'Alasan', current: true }];

/** The outbox, the templates, and what is mailed when a batch is called off. */
export const pages: Readonly<Record<string, View>> = {
  'console-messages': { ...desk, tabs, filters: [field], messages: [message], narrowed: true },
  'console-message': {
    ...desk,
    backHref: '/x',
    message,
    note: 'x',
    batchHref: '/x',
    mail: { ...letter, files: [{ href: '/x', name: 'jadwal.ics', size: '2 KB' }] },
    history: [{ at: 'x', text: 'x' }],
  },
  'console-mail-templates': {
    ...desk,
    tabs,
    mails: [{ kind: 'x', when: 'x', languages: [{ href: '/x', language: 'x', kind: 'x', state: 'x', badge: '' }] }],
  },
  'console-mail-template': {
    ...desk,
    ...filledForm,
    languagesLabel: 'x',
    languages: [{ href: '/x', text: 'x', current: true }],
    trial: 'x',
    broken: 'x',
    state: 'x',
    own: true,
    version: '1',
    previewHref: '/x',
    trialHref: '/x',
    resetHref: '/x',
    names: [{ tag: '{{nama}}', meaning: 'x', sample: 'x' }],
    blocks: [{ tag: '{{tiket}}', meaning: 'x', needed: true }],
    lists: [{ source: 'x', meaning: 'x' }],
    condition: 'x',
  },
  'console-call-off-reason': { ...desk, ...filledForm, steps, action: '/x' },
  'console-call-off': {
    ...desk,
    backHref: '/x',
    lead: 'x',
    steps,
    reason: 'x',
    action: '/x',
    mailed: 'x',
    unmailed: 'x',
    mails: [letter],
  },
};
