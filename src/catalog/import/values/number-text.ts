/** Which mark stands before the decimals of a file's numbers, where that is known. */
export type DecimalMark = 'dot' | 'comma';

export interface NumberStyle {
  /** From the merchant, the file itself or the shop's locale, in that order; null where nothing decides. */
  readonly decimal: DecimalMark | null;
  /** Whether the file writes three decimals, so that `1.290` may be less than two. */
  readonly threeDecimals: boolean;
}

export const PLAIN_NUMBERS: NumberStyle = { decimal: null, threeDecimals: false };

/** A number as digits with a dot before the decimals, or why it is none. */
export type ReadNumber =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly because: 'ambiguous' | 'no-number' };

const GAPS = /[\s\u00a0\u202f'’]/g; // what groups thousands beside dot and comma
const PLAIN = /^\d+(?:\.\d{1,2})?$/;
const NO_NUMBER = { ok: false, because: 'no-number' } as const;

/**
 * Reads `1290`, `1,299.00`, `1.299,00`, `1 299,00`, `.5`. One mark before exactly three digits groups thousands or starts
 * decimals: the style decides, and where it does not the number is ambiguous. `decimals` says how many the number may
 * have: with none, a mark before three digits can only group.
 */
export function readNumber(found: string, style: NumberStyle, decimals: number): ReadNumber {
  if (PLAIN.test(found)) return { ok: true, text: found };
  const plain = found.trim().replace(GAPS, '');
  const match = /^([+-]?)(\d*)((?:[.,]\d+)*)$/.exec(plain);
  const [, sign = '', whole = '', rest = ''] = match ?? [];
  if (!match || (!whole && !rest)) return NO_NUMBER;
  const parts = rest ? [...rest.matchAll(/([.,])(\d+)/g)].map(([, mark, digits]) => ({ mark, digits })) : [];
  const number = (ends: number) => {
    const integer =
      whole +
      parts
        .slice(0, ends)
        .map(({ digits }) => digits)
        .join('');
    const fraction = parts
      .slice(ends)
      .map(({ digits }) => digits)
      .join('');
    return {
      ok: true,
      text: `${sign === '-' ? '-' : ''}${integer || '0'}${fraction ? `.${fraction}` : ''}`,
    } as const;
  };
  const last = parts.at(-1);
  if (!last) return number(0);
  const groups = (until: number) =>
    /^\d{1,3}$/.test(whole) && parts.slice(0, until).every(({ digits }) => digits?.length === 3);
  const marks = new Set(parts.map(({ mark }) => mark));
  if (marks.size === 2) {
    const one = parts.findIndex(({ mark }) => mark === last.mark);
    return one === parts.length - 1 && groups(one) ? number(one) : NO_NUMBER;
  }
  if (parts.length > 1) return groups(parts.length) ? number(parts.length) : NO_NUMBER;
  if (last.digits?.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole)) return number(0);
  if (decimals === 0) return number(1);
  const isDecimal = style.decimal === (last.mark === '.' ? 'dot' : 'comma');
  if (style.decimal && !isDecimal) return number(1);
  return isDecimal && (decimals >= 3 || style.threeDecimals)
    ? number(0)
    : { ok: false, because: 'ambiguous' };
}

/** What the numbers of a file say about its marks, one number after the other. */
export interface NumberEvidence {
  see(found: string): void;
  styleOf(told: DecimalMark | null, locale: string | null): NumberStyle;
}

const DECIMALS = /^\D*\d[\d\s\u00a0\u202f'’.,]*([.,])(\d{1,2}|\d{4,})\D*$/;
const THREE_DECIMALS = /^\D*(?:0|\d{4,})([.,])\d{3}\D*$/;

export function numberEvidence(): NumberEvidence {
  const counts = { '.': 0, ',': 0 };
  const three = { '.': 0, ',': 0 };
  return {
    see(found) {
      const mark = DECIMALS.exec(found)?.[1] as '.' | ',' | undefined;
      if (mark) counts[mark] += 1;
      const third = THREE_DECIMALS.exec(found)?.[1] as '.' | ',' | undefined;
      if (third) three[third] += 1;
    },
    styleOf(told, locale) {
      const dots = counts['.'] + three['.'];
      const commas = counts[','] + three[','];
      const seen = dots === commas ? null : dots > commas ? 'dot' : 'comma';
      const decimal = told ?? seen ?? (locale ? decimalOf(locale) : null);
      const written = decimal === 'comma' ? three[','] : three['.'];
      return { decimal, threeDecimals: told !== null || written > 0 };
    },
  };
}

/** The mark that people of a locale write before decimals. */
function decimalOf(locale: string): DecimalMark {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? 'comma' : 'dot';
}
