import type { Attribute } from '#src/catalog/product.ts';
import { PLAIN_NUMBERS, type NumberStyle } from './number-text.ts';
import { cleanLine, cutTo, lineOf } from './plain-text.ts';
import type { RawFact } from '#src/catalog/import/formats/raw-product.ts';

const MOST_FACTS = 200;
const MOST_WORDS = 50;
const WORD_LENGTH = 500;
const LABEL_LENGTH = 80;

// A number is followed by a unit only where it is one of these; `2 Duo` and `3 Pole` stay words.
const UNITS = new Set(
  (
    'mg g kg t oz lb lbs µg mcg mm cm dm m km in inch inches ft yd mi µm nm ml cl dl l fl.oz floz gal m² m2 cm² m³ m3 s sec ' +
    'ms min h hr hrs hour hours day days week weeks month months year years cal kcal kj j wh kwh mwh mah ah w kw mw va kva ' +
    'v mv kv a ma hz khz mhz ghz db dba lm lx lux cd cd/m² nit nits °c °f k % ppi dpi px mp rpm bit bits kb mb gb tb kib mib ' +
    'gib tib b kbit/s mbit/s gbit/s mb/s gb/s mbps gbps kbps psi bar pa kpa hpa atm n nm g/m² gsm den tex ppm btu fps " ° iu ' +
    'serving servings pack packs pair pairs piece pieces pc pcs sheet sheets page pages'
  ).split(' '),
);
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?)(?:\s*([^\d\s].*))?$/;
const NUMBER_WITH_COMMA = /^([+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,10})?)(?:\s*([^\d\s].*))?$/;
const LEADING_ZERO = /^[+-]?0\d/;

/** A key from a label: `Heel stack (mm)` gives `heel_stack_mm`; empty where nothing readable is left. */
function factKey(label: string): string {
  const key = cleanLine(label)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  return cutTo(key, LABEL_LENGTH);
}

/** The stated value as a typed attribute: `6 mm` a number, `yes` a flag, `road; trail` words; null where it states nothing. */
export function factOf(raw: RawFact, style: NumberStyle = PLAIN_NUMBERS): Attribute | null {
  const label = cutTo(lineOf(raw.label), LABEL_LENGTH);
  const key = factKey(raw.key ?? raw.label);
  if (!key || !label) return null;
  if (typeof raw.value === 'boolean') return { key, label, kind: 'flag', value: raw.value };
  if (typeof raw.value === 'number')
    return Number.isFinite(raw.value)
      ? {
          key,
          label,
          kind: 'number',
          value: raw.value,
          unit: raw.unit ? cutTo(cleanLine(raw.unit), 20) : null,
        }
      : null;
  if (typeof raw.value !== 'string') return wordsAttribute(key, label, raw.value);
  const text = lineOf(raw.value);
  if (!text) return null;
  if (/^(?:true|yes)$/i.test(text)) return { key, label, kind: 'flag', value: true };
  if (/^(?:false|no)$/i.test(text)) return { key, label, kind: 'flag', value: false };
  const number = raw.unit ? numberOf(`${text} ${raw.unit}`, true, style) : numberOf(text, false, style);
  if (number) return { key, label, kind: 'number', ...number };
  const words = raw.unit ? `${text} ${cleanLine(raw.unit)}` : text;
  return wordsAttribute(key, label, words.split(/;(?:\s+|$)/));
}

function wordsAttribute(key: string, label: string, found: readonly string[]): Attribute | null {
  const values = [...new Set(found.map((word) => cutTo(lineOf(word), WORD_LENGTH)).filter(Boolean))];
  return values.length ? { key, label, kind: 'words', values: values.slice(0, MOST_WORDS) } : null;
}

function numberOf(
  text: string,
  anyUnit: boolean,
  style: NumberStyle,
): { value: number; unit: string | null } | null {
  const match = (style.decimal === 'comma' ? NUMBER_WITH_COMMA : NUMBER).exec(text);
  if (!match?.[1] || LEADING_ZERO.test(match[1])) return null;
  const unit = match[2]?.trim() ?? null;
  if (unit !== null && unit.length > 20) return null;
  if (unit !== null && !anyUnit && !UNITS.has(unit.toLowerCase())) return null;
  const plain =
    style.decimal === 'comma' ? match[1].replaceAll('.', '').replace(',', '.') : match[1].replaceAll(',', '');
  const value = Number(plain);
  return Number.isFinite(value) ? { value, unit } : null;
}

/** Typed attributes, one a key (the first that states something), at most MOST_FACTS; says how many were left out. */
export function factsOf(
  raw: readonly RawFact[],
  style: NumberStyle = PLAIN_NUMBERS,
): {
  readonly facts: readonly Attribute[];
  readonly left: number;
} {
  const byKey = new Map<string, Attribute>();
  for (const one of raw) {
    const fact = factOf(one, style);
    if (fact && !byKey.has(fact.key)) byKey.set(fact.key, fact);
  }
  return { facts: [...byKey.values()].slice(0, MOST_FACTS), left: Math.max(0, byKey.size - MOST_FACTS) };
}
