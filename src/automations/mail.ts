import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import nodemailer from 'nodemailer';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { noteError } from '#src/error-centre/note-error.ts';
import { mailHtml, mailText, type MailColors, type MailPart } from './mail-parts.ts';

export interface MailSettings {
  /** Where there is none, messages stay in the outbox. */
  readonly SMTP_URL?: string | undefined;
  /** A folder for messages that stay here, one file each. */
  readonly OUTBOX_DIR: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly locale: string;
  readonly colors: MailColors;
}

export interface Mail {
  readonly kind: 'sign-in' | 'reminder' | 'order' | 'studio' | 'hand-off' | 'data';
  readonly to: string;
  readonly subject: string;
  readonly parts: readonly MailPart[];
  /** The address by which one press ends messages of this kind (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }; // milliseconds

export interface Mailed {
  readonly id: string;
  readonly state: 'kept' | 'sent' | 'failed';
}

/**
 * Writes a message to the outbox and, where SMTP_URL is set, sends it. Never throws for the mail server's sake: a
 * failure is written down with the message. It is both text and HTML. Other than messages that stay here, a sent one
 * keeps no body.
 */
export async function sendMail(db: Database, settings: MailSettings, mail: Mail, now: Date): Promise<Mailed> {
  const id = nanoid();
  const text = mailText(mail.parts);
  const html = mailHtml(mail.parts, {
    from: settings.from.name,
    subject: mail.subject,
    locale: settings.locale,
    colors: settings.colors,
  });
  const message = {
    from: settings.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text,
    html,
    date: now,
    messageId: `<${id}@${settings.from.address.split('@')[1] ?? 'shop'}>`,
    headers: unsubscribeHeaders(mail.unsubscribeUrl),
  };
  let state: Mailed['state'] = 'kept';
  let error: string | null = null;
  try {
    if (settings.SMTP_URL) {
      await nodemailer.createTransport({ url: settings.SMTP_URL, ...PATIENCE }).sendMail(message);
      state = 'sent';
    } else await keepFile(settings.OUTBOX_DIR, id, message);
  } catch (failure) {
    state = 'failed';
    noteError(db, `mail of the kind ${mail.kind}`, failure, now);
    error = (failure instanceof Error ? failure.message : String(failure)).slice(0, 500);
  }
  await sql`insert into mail_outbox (id, kind, recipient, subject, body, html, headers, state, error, written_at, sent_at)
    values (${id}, ${mail.kind}, ${mail.to}, ${mail.subject}, ${state === 'kept' ? text : null},
      ${state === 'kept' ? html : null},
      ${JSON.stringify(message.headers)}::jsonb, ${state}, ${error}, ${now}, ${state === 'sent' ? now : null})`.execute(
    db,
  );
  return { id, state };
}

function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  return url ? { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {};
}

async function keepFile(folder: string, id: string, message: object): Promise<void> {
  const composed = await nodemailer
    .createTransport({ streamTransport: true, buffer: true })
    .sendMail(message);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${id}.eml`), composed.message as Buffer, { mode: 0o600 });
}

export interface OutboxMessage {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string | null;
  readonly html: string | null;
  readonly state: string;
  readonly error: string | null;
  readonly writtenAt: Date;
}

/** The last messages the shop wrote, the newest first. */
export async function outbox(db: Database, most: number): Promise<readonly OutboxMessage[]> {
  const { rows } = await rowsOf(
    columns(
      'mail_outbox',
      'id',
      'kind',
      'recipient',
      'subject',
      'body',
      'html',
      'state',
      'error',
      'written_at',
    ),
  )`
    select id, kind, recipient, subject, body, html, state, error, written_at
    from mail_outbox order by written_at desc, id limit ${most}`.execute(db);
  return rows.map(({ written_at: writtenAt, ...rest }) => ({ ...rest, writtenAt }));
}
