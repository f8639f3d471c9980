import Handlebars from 'handlebars';
import type { RenderedEmail } from '../../mail/email-templates.js';

const sans = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1c2524;";
const escaped = (text: string) => Handlebars.escapeExpression(text);

/** A mail's HTML with its subject above it and its plain-text part below, for a frame. */
export function preview(
  { subject, html, text }: RenderedEmail,
  words: { readonly subject: string; readonly plain: string },
): string {
  const head = `<div style="${sans}padding:12px 20px;background:#ffffff;border-bottom:1px solid #dbe2e0;font-size:14px;">${escaped(words.subject)}<br><strong style="font-size:16px;">${escaped(subject)}</strong></div>`;
  const foot = `<details style="${sans}padding:12px 20px;background:#ffffff;border-top:1px solid #dbe2e0;font-size:14px;"><summary style="min-height:44px;line-height:44px;cursor:pointer;">${escaped(words.plain)}</summary><pre style="white-space:pre-wrap;overflow-wrap:anywhere;">${escaped(text)}</pre></details>`;
  return html.replace(/<body[^>]*>/, (body) => `${body}${head}`).replace('</body>', () => `${foot}</body>`);
}

/** What is wrong, where the mail would stand. */
export function faultyPreview(
  faults: readonly string[],
  { title, locale }: { readonly title: string; readonly locale: string },
): string {
  const items = faults.map((fault) => `<li style="margin:0 0 8px;">${escaped(fault)}</li>`).join('');
  return `<!doctype html><html lang="${escaped(locale)}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="${sans}margin:0;padding:20px;background:#ffffff;line-height:1.5;"><p><strong>${escaped(title)}</strong></p><ul style="padding-left:20px;">${items}</ul></body></html>`;
}
