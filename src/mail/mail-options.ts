import type { SendMailOptions } from 'nodemailer';
import { fileName, headerName, subjectLine } from './header-text.js';
import type { Mail } from './transport.js';

/** Of `Bina <bina@dinas.example>` the part in brackets. */
function bareAddress(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

/** One click in the reader's mail program (RFC 8058). */
function unsubscribeHeaders({ unsubscribeUrl }: Mail): Record<string, string> {
  if (unsubscribeUrl === null) return {};
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/**
 * The mail in nodemailer's terms. Addresses are given in parts and the envelope by hand: a string of an address is parsed,
 * and a line break or comma in it would choose other recipients.
 */
export function mailOptions(mail: Mail): SendMailOptions {
  const { to, replyTo } = mail;
  return {
    messageId: mail.messageId,
    date: mail.sentAt,
    from: mail.from,
    to: { name: headerName(to.name), address: to.address },
    ...(replyTo === null ? {} : { replyTo: { name: headerName(replyTo.name), address: replyTo.address } }),
    envelope: { from: bareAddress(mail.from), to: [to.address] },
    subject: subjectLine(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
    attachments: mail.attachments.map(({ filename, contentType, content, contentId }) => ({
      filename: fileName(filename),
      contentType,
      content,
      ...(contentId === undefined ? {} : { cid: contentId, contentDisposition: 'inline' as const }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
