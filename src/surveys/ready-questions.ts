import { newId } from '../kernel/ids.js';
import type { QuestionKind, SurveyQuestion } from './survey-question.rules.js';

type Pair = readonly [id: string, en: string];

interface ReadyQuestion {
  readonly kind: QuestionKind;
  readonly text: Pair;
  readonly required?: boolean;
  readonly options?: readonly Pair[];
}

/** What offices ask after an event: satisfaction, and the three fields of the ministry's monitoring. */
const ready: readonly ReadyQuestion[] = [
  {
    kind: 'scale',
    required: true,
    text: ['Seberapa puas Anda dengan materi?', 'How satisfied are you with the content?'],
  },
  {
    kind: 'scale',
    required: true,
    text: ['Seberapa puas Anda dengan narasumber?', 'How satisfied are you with the trainers?'],
  },
  {
    kind: 'scale',
    required: true,
    text: ['Seberapa puas Anda dengan tempat dan sarana?', 'How satisfied are you with the venue and its facilities?'],
  },
  {
    kind: 'scale',
    required: true,
    text: ['Seberapa puas Anda dengan pelayanan panitia?', 'How satisfied are you with the service of the committee?'],
  },
  {
    kind: 'choices',
    text: [
      'Permasalahan apa yang Anda hadapi dalam mengembangkan usaha?',
      'Which problems do you face in developing your business?',
    ],
    options: [
      ['Permodalan', 'Capital'],
      ['Pemasaran', 'Marketing'],
      ['Bahan baku dan produksi', 'Raw materials and production'],
      ['Sumber daya manusia', 'Staff and skills'],
      ['Perizinan dan sertifikasi', 'Licences and certification'],
      ['Pembukuan dan keuangan', 'Bookkeeping and finance'],
      ['Teknologi dan pemasaran digital', 'Technology and digital marketing'],
      ['Tidak ada', 'None'],
    ],
  },
  {
    kind: 'long_text',
    text: ['Diklat apa yang Anda butuhkan selanjutnya?', 'Which training do you need next?'],
  },
  {
    kind: 'yes_no',
    required: true,
    text: [
      'Apakah Anda akan menerapkan hasil kegiatan ini dalam usaha Anda?',
      'Will you use what you learned in your business?',
    ],
  },
  {
    kind: 'long_text',
    text: ['Apa rekomendasi Anda untuk kegiatan berikutnya?', 'What do you recommend for the next event?'],
  },
];

/** The ready set, with ids of its own each time. */
export function readyQuestions(): SurveyQuestion[] {
  return ready.map(({ kind, required = false, text: [id, en], options = [] }) => ({
    id: newId(),
    kind,
    required,
    text: { id, en },
    options: options.map(([own, english]) => ({ id: own, en: english })),
  }));
}
