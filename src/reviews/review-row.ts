import { createHash } from 'node:crypto';
import type { Tell } from '#src/catalog/import/report.ts';
import type { TableRow } from '#src/catalog/import/files/table-rows.ts';
import { concernsOf } from './moderate-review.ts';
import type { Columns, Field } from './review-columns.ts';
import { plainLine, publicName, wordsOfExport } from './review-text.ts';
import { MOST_BODY, MOST_REPLY, MOST_TITLE, MOST_USE, type Fit, type RejectionReason } from './review.ts';

/** A row of an export that can become a review, before its product is looked up. */
export interface DraftReview {
  readonly line: number;
  readonly key: string;
  readonly handle: string | null;
  readonly sku: string | null;
  /** What the export calls the product, where it names neither handle nor SKU. */
  readonly product: string | null;
  readonly stars: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly fit: Fit | null;
  readonly usedFor: string;
  readonly sourceSaysBought: boolean;
  readonly state: 'pending' | 'published' | 'rejected';
  readonly because: RejectionReason | null;
  readonly writtenAt: Date;
  readonly reply: { readonly body: string; readonly writtenAt: Date } | null;
}

const FORMULA = /^\s*[=@]|^\s*[+-]\s*[\w(]+\s*[(!]|\bHYPERLINK\s*\(/i;

/** Reads one row. Null where it cannot be a review; what is wrong is told with the line, the field and the remedy. */
export function readReviewRow(row: TableRow, columns: Columns, now: Date, tell: Tell): DraftReview | null {
  const cell = (field: Field) => row.cells[columns.at.get(field) ?? -1]?.trim() ?? '';
  const name = (field: Field) => columns.names.get(field) ?? field;
  const reject = (field: Field, found: string, reason: string, fix: string): null => {
    tell({ level: 'rejected', scope: 'row', line: row.line, field: name(field), found, reason, fix });
    return null;
  };
  const warn = (field: Field, found: string, reason: string, fix: string) =>
    tell({ level: 'warning', scope: 'row', line: row.line, field: name(field), found, reason, fix });

  const given = starsIn(cell('stars'));
  if (given === null) {
    return reject('stars', cell('stars'), 'The stars are no number from 1 to 5.', 'Write 1, 2, 3, 4 or 5.');
  }
  const stars = Math.floor(given);
  if (stars !== given) {
    warn(
      'stars',
      cell('stars'),
      'Stars are whole here; the half one is left out, so that no rating is better than it was.',
      'Nothing is to be done.',
    );
  }
  const words = {
    title: wordsOfExport(cell('title')).replaceAll('\n', ' '),
    body: wordsOfExport(cell('body')),
  };
  for (const [field, most] of [
    ['title', MOST_TITLE * 2],
    ['body', MOST_BODY],
  ] as const) {
    if (words[field].length > most) {
      const reason = `The text has ${words[field].length} characters; a review may have ${most}.`;
      return reject(
        field,
        words[field],
        reason,
        'Shorten it with its author, or check for a quote that is not closed.',
      );
    }
  }
  const writtenAt = dateIn(cell('date'));
  if (!writtenAt || writtenAt > now || writtenAt.getFullYear() < 1995) {
    return reject(
      'date',
      cell('date'),
      'The date cannot be read or lies in the future.',
      'Write it as 2026-04-30.',
    );
  }
  const handle = handleIn(cell('handle'));
  const sku = plainLine(cell('sku')).slice(0, 200) || null;
  const product = plainLine(cell('product')).slice(0, 300) || null;
  if (!handle && !sku && !product) {
    return reject(
      'handle',
      cell('handle'),
      'The row names no product.',
      'Give the handle of the product or a SKU.',
    );
  }
  const author = publicName(cell('author'));
  if (!author) warn('author', '', 'The name is missing or is no name.', 'It is shown as: A customer.');
  const formula = [words.title, words.body].some((text) => FORMULA.test(text));
  const concerns = concernsOf(`${words.title}\n${words.body}`);
  const wished = stateIn(cell('status'));
  const held = wished.state === 'published' && (formula || concerns.length > 0);
  if (held) {
    warn(
      'body',
      words.body || words.title,
      formula
        ? 'The text looks like a formula of a spreadsheet.'
        : 'The text holds an address, a number or a link.',
      'It was taken in as plain text and waits for a person to look at it.',
    );
  }
  const fit = fitIn(cell('fit'));
  const reply = wordsOfExport(cell('reply')).slice(0, MOST_REPLY).toWellFormed();
  return {
    line: row.line,
    key:
      plainLine(cell('key')).slice(0, 200) ||
      hashOf([handle ?? product, sku, cell('author'), cell('date'), String(stars), words.title, words.body]),
    handle,
    sku,
    product,
    stars,
    ...words,
    author: author || 'A customer',
    fit,
    usedFor: plainLine(cell('usedFor')).slice(0, MOST_USE).toWellFormed(),
    sourceSaysBought: /^(?:true|yes|y|1|buyer|verified[ _]?buyer|verified)$/i.test(cell('bought')),
    ...(held ? { state: 'pending', because: null } : wished),
    writtenAt,
    reply: reply ? { body: reply, writtenAt: dateIn(cell('replyDate')) ?? writtenAt } : null,
  };
}

/** What the source did with it. What it left undecided, a person decides here. */
function stateIn(status: string): Pick<DraftReview, 'state' | 'because'> {
  if (/^spam$/i.test(status)) return { state: 'rejected', because: 'spam' };
  const shown = status === '' || /^(?:ok|published|approved|true|yes|1|active)$/i.test(status);
  return { state: shown ? 'published' : 'pending', because: null };
}

function fitIn(text: string): Fit | null {
  if (/small|tight|short/i.test(text)) return 'small';
  if (/large|loose|big|long/i.test(text)) return 'large';
  return /true|right|perfect|expected/i.test(text) ? 'true' : null;
}

/** The handle itself, or the last part of a product's address. */
function handleIn(text: string): string | null {
  const path = text.replace(/[?#].*/s, '').replace(/(?<!\/)\/+$/, '');
  return plainLine(path.slice(path.lastIndexOf('/') + 1)).slice(0, 200) || null;
}

/**
 * An ISO date or what export tools write, `2026-04-30 10:12:00 UTC`; without a zone it is UTC. `13/02/2025` and `02/13/2025` are
 * read where only one of the two can be the month; where both can, the date is refused.
 */
function dateIn(text: string): Date | null {
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(
      isoDay(text),
    );
  if (!iso) return null;
  const [, day = '', time = '00:00:00', zone = 'Z'] = iso;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const date = new Date(`${day}T${time}${offset}`);
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false; // no 31 February
  return isDay && !Number.isNaN(date.getTime()) ? date : null;
}

/** Stars from 1 to 5, halves included; null for anything else. */
function starsIn(text: string): number | null {
  const stars = Number(text.replace(',', '.').replace(/ ?(?:\/ ?5|stars?)$/i, ''));
  return text !== '' && Number.isInteger(stars * 2) && stars >= 1 && stars <= 5 ? stars : null;
}

const hashOf = (parts: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** `13/02/2025`, `02/13/2025` and `13.2.2025` as ISO writes them, the rest of the text as it stands. */
function isoDay(text: string): string {
  const [all, first, second, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(text) ?? [];
  if (!all) return text;
  const [one, other] = [Number(first), Number(second)];
  if (one > 12 === other > 12 && one !== other) return text;
  const [day, month] = one > 12 ? [one, other] : [other, one];
  const padded = [month, day].map((part) => String(part).padStart(2, '0'));
  return `${year}-${padded.join('-')}${text.slice(all.length)}`;
}
