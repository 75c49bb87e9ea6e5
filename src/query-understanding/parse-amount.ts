import { currencyWords } from '#src/money/currency-words.ts';
import { isCurrency } from '#src/money/money.ts';
import { AFTER, opBefore, type Op } from './comparison-words.ts';
import { numberAt } from './number-at.ts';
import { saysAt, type Word } from './words.ts';
import { unitOf } from '#src/language/units.ts';

/** A number as it was said, with its comparison, its unit or currency and the words that it takes up. */
export interface Amount {
  readonly low: number;
  /** The second number of "4 to 8". */
  readonly high: number | null;
  readonly unit: string | null;
  /** The currency asked in; '' for a sign that many currencies share. */
  readonly currency: string | null;
  readonly op: Op | null;
  readonly hint: string | null;
  readonly from: number;
  readonly to: number;
}

/** Whether a word behind a number is a unit there; `isCompared`: the number is a bound. */
export type IsUnit = (at: number, isCompared: boolean) => boolean;

/** The amount around the number that stands there. */
export function amountAt(words: readonly Word[], at: number, isUnit: IsUnit): Amount {
  let from = at;
  let currency = currencyAt(words, from - 1, true);
  if (currency !== null) from -= 1;
  // "Under -5 dollars": a sign, where something is compared with the number; elsewhere it is a dash.
  const isNegative =
    words[from - 1]?.lower === '-' && !words[from - 1]?.used && opBefore(words, from - 1) !== null;
  if (isNegative) from -= 1;
  const op = opBefore(words, from);
  const isUnitHere = (place: number) => isUnit(place, op !== null && op.op !== 'equal');
  const number = numberAt(words, at, true);
  const first = afterNumber(words, number?.to ?? at + 1, currency, isUnitHere);
  currency ??= first.currency;
  let { unit, to } = first;
  const second = secondNumber(words, to, op?.between ?? false);
  let high: number | null = null;
  if (second) {
    high = second.value;
    const end = afterNumber(words, second.to, currency ?? second.currency, isUnitHere);
    currency ??= second.currency ?? end.currency;
    unit ??= end.unit;
    to = end.to;
  }
  let sign = op?.op ?? null;
  if (op) from = op.from;
  for (const [after, said] of AFTER) {
    const length = saysAt(words, to, said);
    // "100 %, tops" goes on to name a thing: only what is said in one breath belongs to the number.
    if (!length || second || !words[to]?.joined) continue;
    // The 14 Plus is a name; "14 oz plus" and "$14 plus" are bounds.
    if (words[to]?.lower === 'plus' && unit === null && currency === null) continue;
    sign = after;
    to += length;
    break;
  }
  const low = (number?.value ?? 0) * (isNegative ? -1 : 1);
  return { low, high, unit, currency, op: sign, hint: op?.hint ?? null, from, to };
}

function currencyAt(words: readonly Word[], at: number, before: boolean): string | null {
  const one = words[at];
  if (!one || one.used) return null;
  const { names, signs } = currencyWords;
  const found = signs.get(one.lower) ?? (isCurrency(one.raw) ? one.raw : undefined);
  return found ?? (before ? null : (names.get(one.form) ?? null));
}

function afterNumber(
  words: readonly Word[],
  at: number,
  currency: string | null,
  isUnit: (at: number) => boolean,
): { to: number; unit: string | null; currency: string | null } {
  const none = { to: at, unit: null, currency: null };
  const one = words[at];
  if (!one || one.used || !one.joined) return none;
  if (currency === null) {
    const after = currencyAt(words, at, false);
    if (after !== null) return { to: at + 1, unit: null, currency: after };
  }
  if (currency !== null) return none;
  const skip = one.lower === '-' ? 1 : 0; // "17-inch"
  const unitWord = words[at + skip];
  const next = words[at + skip + 1];
  if (unitWord?.form === 'fl' && next?.form === 'oz')
    return { to: at + skip + 2, unit: 'fl oz', currency: null };
  if (unitWord?.form === 'fluid') return { to: at + skip + 2, unit: 'fl oz', currency: null };
  const unit = unitWord && !unitWord.used ? unitOf(unitWord.lower) : null;
  const below = unit && unitWord ? unitBelow(words, at + skip) : null;
  if (unitWord && below) {
    return {
      to: at + skip + 3,
      unit: unitOf(`${unitWord.lower}/${below}`)?.name ?? null,
      currency: null,
    };
  }
  if (!unit || !isUnit(at + skip)) return none;
  return { to: at + skip + 1, unit: unit.name, currency: null };
}

const AREA_OR_VOLUME = /^(?:[cdkm]?m)[23]$/;

/** What "g/m²" or "km/h" is measured by, two words further on: no mass and no length; null where it is one unit alone. */
function unitBelow(words: readonly Word[], at: number): string | null {
  const [over, below] = [words[at + 1], words[at + 2]];
  if (over?.lower !== '/' || over.gap !== '' || !below || below.gap !== '' || below.used) return null;
  return unitOf(below.lower) || AREA_OR_VOLUME.test(below.lower) ? below.lower : null;
}

function secondNumber(
  words: readonly Word[],
  at: number,
  between: boolean,
): { value: number; to: number; currency: string | null } | null {
  const link = words[at];
  if (!link || link.used) return null;
  if (!['-', '–', '—', 'to'].includes(link.lower) && !(between && link.lower === 'and')) return null;
  const currency = currencyAt(words, at + 1, true);
  const number = numberAt(words, at + (currency === null ? 1 : 2), true);
  return number && { ...number, currency };
}
