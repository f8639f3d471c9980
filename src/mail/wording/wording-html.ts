import Handlebars from 'handlebars';

const paragraph = '<p style="margin:0 0 14px;">';
const list = '<ul style="margin:0 0 14px;padding-left:22px;">';
const item = '<li style="margin:0 0 6px;">';
const bullet = /^\s*-\s+/;

/** Plain text as HTML: empty lines part paragraphs, lines that begin with a dash are a list, everything is escaped. */
export function wordingHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => runsOf(part.trim().split('\n')).map(runHtml).join('\n'))
    .join('\n');
}

interface Run {
  readonly listed: boolean;
  readonly lines: string[];
}

function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const listed = bullet.test(line);
    const last = runs.at(-1);
    if (last?.listed === listed) last.lines.push(line);
    else runs.push({ listed, lines: [line] });
  }
  return runs;
}

function runHtml({ listed, lines }: Run): string {
  if (!listed) return `${paragraph}${lines.map(escaped).join('<br>')}</p>`;
  return `${list}\n${lines.map((line) => `${item}${escaped(line.replace(bullet, ''))}</li>`).join('\n')}\n</ul>`;
}

function escaped(text: string): string {
  return Handlebars.escapeExpression(text.trim());
}
