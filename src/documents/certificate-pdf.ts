import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextPageSize } from 'pdfmake/interfaces.js';
import { templatesFolder } from '../http/templates-folder.js';
import type { Locale } from '../kernel/locale.js';
import type { CertificateView } from './certificate.view.js';
import { DocumentTemplate } from './document-template.js';
import { fitText } from './fit-text.js';
import { fonts } from './fonts.js';
import { renderPdf } from './pdf.js';

type Texts = Readonly<Record<string, string>>;

const texts = JSON.parse(
  readFileSync(join(templatesFolder, 'documents', 'certificate-texts.json'), 'utf8'),
) as Readonly<Record<Locale, Texts>>;
const template = new DocumentTemplate('certificate');

const nameRoom = { width: 640, largest: 30, smallest: 15 };
const titleRoom = { width: 660, largest: 17, smallest: 12.5 };

/** A4 landscape, two pages, fonts embedded; the same view always gives the same bytes. */
export function renderCertificate(view: CertificateView): Promise<Buffer> {
  const text = texts[view.locale];
  const definition = template.fill({
    text,
    number: view.number,
    office: { ...view.office, nameInCapitals: view.office.name.toUpperCase() },
    name: { ...fitText(view.recipient.name, fonts.Serif.bold, nameRoom) },
    attended: sentence([text.attended, view.kind]),
    recipientDetail: view.recipient.detail ?? '',
    title: { ...fitText(view.title, fonts.Serif.bold, titleRoom), whole: view.title },
    subtitle: view.theme === null ? view.batch : `${view.batch} · ${view.theme}`,
    occasion: occasion(view, text),
    lessons: view.lessonHours === 0 ? '' : sentence([text.lessonsBefore, String(view.lessonHours), text.lessonsAfter]),
    signedAt: view.signedAt,
    signatory: { ...view.signatory, nip: view.signatory.nip === null ? '' : sentence([text.nip, view.signatory.nip]) },
    verificationUrl: view.verificationUrl,
    verificationHost: new URL(view.verificationUrl).host,
    sessions: view.sessions.map((session, index) => ({ number: index + 1, ...session })),
    totalLessonHours: view.sessions.reduce((total, session) => total + session.lessonHours, 0),
  });
  const facts = {
    title: `${text.certificate ?? ''} ${view.number}`,
    author: view.office.name,
    locale: view.locale,
    madeAt: view.issuedAt,
  };
  return renderPdf({ ...definition, background: frame }, facts);
}

function sentence(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function occasion(view: CertificateView, text: Texts): string {
  const { office, partners, dates, place } = view;
  const together = partners === null ? [] : [text.withPartners, partners];
  return sentence([text.held, office.name, ...together, text.on, dates, text.at, place]);
}

const green = '#0d5c4a';
const gold = '#b08a3e';

/** A double line with stepped corners, after the edge of a sasirangan cloth. */
function frame(_: number, { width, height }: ContextPageSize) {
  const edge = (inset: number, step: number, lineWidth: number, lineColor: string) => {
    const [left, top, right, bottom] = [inset, inset, width - inset, height - inset];
    const points = [
      [left + step, top],
      [right - step, top],
      [right - step, top + step],
      [right, top + step],
      [right, bottom - step],
      [right - step, bottom - step],
      [right - step, bottom],
      [left + step, bottom],
      [left + step, bottom - step],
      [left, bottom - step],
      [left, top + step],
      [left + step, top + step],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    return { type: 'polyline' as const, closePath: true, points, lineWidth, lineColor };
  };
  return { canvas: [edge(18, 16, 1.6, green), edge(24, 16, 0.6, gold)] };
}
