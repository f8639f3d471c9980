import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesFolder } from '../http/templates-folder.js';
import type { Locale } from '../kernel/locale.js';
import { formatNip } from '../kernel/nip.js';
import { certificateFrame } from './certificate-frame.js';
import type { CertificateView } from './certificate.view.js';
import { DocumentTemplate } from './document-template.js';
import { fitText, type FittedText } from './fit-text.js';
import { fonts } from './fonts.js';
import { renderPdf } from './pdf.js';
import { qrSvg } from './qr.js';

type Texts = Readonly<Record<string, string>>;

const texts = JSON.parse(
  readFileSync(join(templatesFolder, 'documents', 'certificate-texts.json'), 'utf8'),
) as Readonly<Record<Locale, Texts>>;
const template = new DocumentTemplate('certificate');

/** Where each text of the first page must fit, however long it is: together they never reach the signature. */
const rooms = {
  parentName: { font: fonts.Sans.normal, width: 640, largest: 11, wrapBelow: 8, lines: 1 },
  office: { font: fonts.Sans.bold, width: 640, largest: 15, wrapBelow: 10, lines: 2 },
  address: { font: fonts.Sans.normal, width: 640, largest: 9.5, wrapBelow: 7.5, lines: 2 },
  number: { font: fonts.Sans.normal, width: 640, largest: 11, wrapBelow: 8, lines: 1 },
  name: { font: fonts.Serif.bold, width: 640, largest: 34, wrapBelow: 22, lines: 2 },
  detail: { font: fonts.Sans.normal, width: 640, largest: 11.5, wrapBelow: 9, lines: 1 },
  title: { font: fonts.Serif.bold, width: 640, largest: 18, wrapBelow: 14.5, lines: 2 },
  subtitle: { font: fonts.Sans.normal, width: 640, largest: 11, wrapBelow: 9, lines: 2 },
  occasion: { font: fonts.Sans.normal, width: 640, largest: 11, wrapBelow: 11, lines: 3 },
  signatoryTitle: { font: fonts.Sans.normal, width: 250, largest: 11, wrapBelow: 11, lines: 3 },
  signatoryName: { font: fonts.Sans.bold, width: 250, largest: 11.5, wrapBelow: 8.5, lines: 2 },
  host: { font: fonts.Sans.normal, width: 150, largest: 9.5, wrapBelow: 7, lines: 2 },
};

const acrossStyle = { color: '#a3211b', opacity: 0.2, bold: true, angle: -24, fontSize: 120 };

/** Of a batch all texts but three are the same on each certificate, and measuring them takes a fifth of its time. */
const fitted = new Map<string, FittedText>();
const mostFitted = 500;

function fit(room: keyof typeof rooms, text: string) {
  const key = `${room} ${text}`;
  const { font, ...size } = rooms[room];
  const found = fitted.get(key) ?? fitText(text, font, size);
  if (fitted.size >= mostFitted) fitted.clear();
  fitted.set(key, found);
  return { ...found };
}

/**
 * A4 landscape: the certificate, and behind it the list of its sessions if it has any. Fonts are embedded, and the same
 * view always gives the same bytes. The typefaces hold Latin, Greek and Cyrillic letters only: a character of another
 * script and a picture are printed as an empty box each, which is copied as nothing; the page of verification, to which
 * the code leads, has them all.
 */
export async function renderCertificate(view: CertificateView): Promise<Buffer> {
  const text = texts[view.locale];
  const definition = template.fill({
    text,
    logo: view.office.logo ?? '',
    office: {
      parentName: fit('parentName', view.office.parentName),
      name: fit('office', view.office.name.toUpperCase()),
      address: fit('address', view.office.address),
    },
    number: fit('number', `${text.number ?? ''}: ${view.number}`),
    name: fit('name', view.recipient.name),
    detail: fit('detail', view.recipient.detail ?? ''),
    attended: sentence([text.attended, view.kind]),
    title: fit('title', view.title),
    subtitle: fit('subtitle', view.theme === null ? view.batch : `${view.batch}, ${text.theme ?? ''} “${view.theme}”`),
    occasion: fit('occasion', occasion(view, text)),
    lessons: view.lessonHours === 0 ? '' : sentence([text.lessonsBefore, String(view.lessonHours), text.lessonsAfter]),
    signature: signature(view, text),
    verification: { qr: qrSvg(view.verificationUrl), host: fit('host', new URL(view.verificationUrl).host) },
    sessions: view.sessions.map((session, index) => ({ number: index + 1, ...session })),
    sessionsOf: `${view.title} · ${view.number}`,
    totalLessonHours: view.sessions.reduce((total, session) => total + session.lessonHours, 0),
  });
  const facts = {
    title: `${text.certificate ?? ''} ${view.number}`,
    author: view.office.name,
    locale: view.locale,
    madeAt: view.issuedAt,
  };
  const watermark = view.across === undefined ? {} : { watermark: { text: view.across, ...acrossStyle } };
  return renderPdf({ ...definition, ...watermark, background: certificateFrame }, facts);
}

function sentence(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function occasion({ office, partners, dates, place }: CertificateView, text: Texts): string {
  const together = partners === null ? [] : [text.withPartners, partners];
  return sentence([text.held, office.name, ...together, text.on, dates, text.at, place]);
}

function signature({ signatory, signedAt }: CertificateView, text: Texts) {
  return {
    placeAndDate: signedAt,
    title: fit('signatoryTitle', signatory.title),
    name: fit('signatoryName', signatory.name),
    nip: [signatory.grade ?? '', signatory.nip === null ? '' : sentence([text.nip, formatNip(signatory.nip)])]
      .filter((part) => part !== '')
      .join(' · '),
  };
}
