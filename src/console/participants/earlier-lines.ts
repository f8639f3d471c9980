import { formatDay } from '../../kernel/date-texts.js';
import { formatPercent } from '../../kernel/numbers.js';
import type { EarlierTraining } from '../../selection/earlier-trainings.js';
import type { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

/** "Diklat Keuangan": "20 Oktober 2026 · kehadiran 66,7% · sertifikat 001/…". */
export function earlierLines(trainings: readonly EarlierTraining[], visit: Visit, pages: ConsolePages) {
  return trainings.map(({ title, firstDay, percentage, certificateNumber }) => {
    const percent = formatPercent(percentage / 100, visit.locale);
    const parts = [
      firstDay === null ? [] : formatDay(firstDay, visit.locale),
      pages.text(visit, 'selection:attended', { percent }),
      certificateNumber === null ? [] : pages.text(visit, 'selection:with_certificate', { number: certificateNumber }),
    ];
    return { title, text: parts.flat().join(' · ') };
  });
}
