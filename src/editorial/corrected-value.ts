import type { z } from 'zod';
import { minorDigits, isCurrency } from '#src/money/money.ts';
import { kindOf, unwrap } from './schema-fields.ts';

/**
 * What somebody meant who wrote a value that its field refuses, where there is little doubt: one text for a list, a
 * quoted number, `10%`, `$5` in the shop's currency, `27.11.2026`, small letters. Only what the field takes is answered;
 * undefined without.
 */
export function correctedValue(field: z.ZodType | null, given: unknown, currency: string | null): unknown {
  if (!field) return undefined;
  return candidates(field, given, currency).find(
    (one) => one !== undefined && unwrap(field).safeParse(one).success,
  );
}

/** Whether a value says no where a field knows only yes: its line is left out instead. */
export const meansNo = (field: z.ZodType | null, given: unknown): boolean =>
  field !== null &&
  kindOf(field) === 'literal' &&
  (given === false || /^(no|false|off)$/i.test(String(given)));

function candidates(field: z.ZodType, given: unknown, currency: string | null): readonly unknown[] {
  switch (kindOf(field)) {
    case 'array':
      return typeof given === 'string'
        ? [given.split(/[\n;]/), given.split(/[\n;,]/)].map((parts) =>
            parts.map((one) => one.trim()).filter(Boolean),
          )
        : [];
    case 'number':
      return numbers(field, given);
    case 'boolean':
      return /^(true|yes|on)$/i.test(String(given))
        ? [true]
        : /^(false|no|off)$/i.test(String(given))
          ? [false]
          : [];
    case 'literal':
      return /^(true|yes|on|1)$/i.test(String(given)) ? [true] : [];
    case 'string':
      return typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
        ? [String(given).trim(), ...(takesAnyWords(field) ? [] : texts(String(given).trim(), currency))]
        : [];
    default:
      return [];
  }
}

function numbers(field: z.ZodType, given: unknown): readonly number[] {
  const text = String(given).trim().replace(/%$/, '').trimEnd().replace(',', '.');
  if (!text || !Number.isFinite(Number(text))) return [];
  const { minValue, maxValue } = unwrap(field) as unknown as {
    minValue: number | null;
    maxValue: number | null;
  };
  const held = Math.min(maxValue ?? Infinity, Math.max(minValue ?? -Infinity, Number(text)));
  return [Number(text), held, Math.round(held * 2) / 2, Math.round(held)];
}

// A field of plain words is too long or empty; writing it in small letters or with hyphens would mend nothing.
const takesAnyWords = (field: z.ZodType): boolean => unwrap(field).safeParse('Some words').success;

const texts = (text: string, currency: string | null): readonly string[] => [
  ...amounts(text, currency),
  ...dates(text),
  text.toUpperCase(),
  text.toUpperCase().replace(/[^A-Z0-9]+/g, '-'),
  text
    .toLowerCase()
    .replace(/^\/?(c|p)\//, '')
    .replace(/^\/|\/$|\.(ya?ml|md)$/g, '')
    .replace(/[^a-z0-9/]+/g, '-'),
];

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/** `$5`, `5 usd` or `5.005 USD` as an amount with the decimals of its currency; a dollar sign or none is the shop's. */
function amounts(text: string, own: string | null): readonly string[] {
  const found = /^([$€£¥]|[a-z]{3})?\s*(\d+(?:[.,]\d+)?)\s*([$€£¥]|[a-z]{3})?$/i.exec(text);
  if (!found) return [];
  const mark = (found[1] ?? found[3] ?? '$').toUpperCase();
  const currency = mark === '$' ? own : (SIGNS[mark] ?? mark);
  if (currency === null || !isCurrency(currency)) return [];
  return [`${Number((found[2] ?? '').replace(',', '.')).toFixed(minorDigits(currency))} ${currency}`];
}

/** A date in the order of day and month that only one reading allows, or with single digits. */
function dates(text: string): readonly string[] {
  const iso = /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(text);
  const other = /^(\d{1,2})\D(\d{1,2})\D(\d{4})$/.exec(text);
  const told = (year = '', month = '', day = '') =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (iso) return [told(iso[1], iso[2], iso[3])];
  if (!other) return [];
  const [, first = '', second = '', year] = other;
  if (Number(first) > 12 || text.includes('.')) return [told(year, second, first)];
  return Number(second) > 12 ? [told(year, first, second)] : [];
}
