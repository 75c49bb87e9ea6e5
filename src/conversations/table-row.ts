/*
 * Rows of a table stand in a passage as sentences, a line each: `Air: 32–45 °F (0–7 °C); Top: base layer.` A question
 * that names a measure is answered by the row whose first cell holds it.
 */

interface Measure {
  readonly value: number;
  readonly unit: string;
}

const DASH = '[–—-]|to|and';

/** The row that answers the question, with nothing around it; null where the passage has none that does. */
export function answeringRow(question: string, passage: string): string | null {
  const asked = measureIn(question);
  if (!asked) return null;
  return passage.split('\n').find((line) => isRow(line) && holds(firstCell(line), asked)) ?? null;
}

/** The passage without the rows of its tables, which are no prose; as it is where it holds nothing else. */
export const withoutRows = (passage: string): string => {
  const prose = passage.split('\n').filter((line) => !isRow(line));
  return prose.length ? prose.join('\n') : passage;
};

const isRow = (line: string): boolean => /^[^:;.]{1,60}: [^;]*; [^:;]{1,60}: /.test(line);

const firstCell = (line: string): string => line.split('; ')[0] ?? '';

/** The first number with a unit in a question: `35 °F`, `35 degrees`, `60 g`. A temperature without a letter is Fahrenheit. */
function measureIn(question: string): Measure | null {
  const temperature = temperatureIn(question);
  if (temperature) return { value: temperature.value, unit: `°${temperature.scale.toLowerCase()}` };
  const found = /(?<![\d.,$€£])(\d+(?:\.\d+)?)\s*(\p{L}{1,12})\b/u.exec(question);
  return found ? { value: Number(found[1]), unit: (found[2] ?? '').toLowerCase() } : null;
}

const TEMPERATURE =
  /([−-]?(?<!\d)\d+(?:\.\d+)?)\s*(?:°\s*([fc])?\b|degrees?(?:\s+(fahrenheit|celsius|f|c))?\b|([fc])\b)°?/i;

/** A temperature in the words, with the text that says it. */
export function temperatureIn(
  text: string,
): { readonly value: number; readonly scale: 'F' | 'C'; readonly said: string } | null {
  const found = TEMPERATURE.exec(text);
  if (!found) return null;
  const letter = (found[2] ?? found[3] ?? found[4] ?? 'f').charAt(0).toUpperCase();
  return {
    value: Number((found[1] ?? '').replace('−', '-')),
    scale: letter === 'C' ? 'C' : 'F',
    said: found[0],
  };
}

/** Whether a cell such as `32–45 °F (0–7 °C)`, `above 75 °F` or `up to 60 g` holds the number. */
function holds(cell: string, { value, unit }: Measure): boolean {
  const plain = cell.toLowerCase().replaceAll('−', '-');
  const escaped = unit.replace(/[^\p{L}\p{N}°]/gu, '');
  const spaced = escaped.startsWith('°') ? `°\\s?${escaped.slice(1)}` : escaped;
  const number = '(-?(?<!\\d)\\d+(?:\\.\\d+)?)';
  const range = new RegExp(`${number}\\s*(?:${DASH})\\s*${number}\\s*${spaced}(?!\\p{L})`, 'u').exec(plain);
  if (range) return value >= Number(range[1]) && value <= Number(range[2]);
  const bound = new RegExp(
    `(above|over|more than|at least|from|below|under|less than|up to)\\s+${number}\\s*${spaced}(?!\\p{L})`,
    'u',
  ).exec(plain);
  if (bound) {
    const isFloor = /above|over|more|least|from/.test(bound[1] ?? '');
    return isFloor ? value >= Number(bound[2]) : value <= Number(bound[2]);
  }
  const exact = new RegExp(`(?<![\\d.])${number}\\s*${spaced}(?!\\p{L})`, 'u').exec(plain);
  return exact !== null && Number(exact[1]) === value;
}

/** A row in sentences: `At 32–45 °F (0–7 °C), easy run. Top: base layer, with a wind vest.`; null where it is none. */
export function rowText(text: string): string | null {
  if (text.includes('\n') || !isRow(text)) return null;
  const [first = '', ...cells] = text.replace(/\.$/, '').split('; ');
  const [label = '', value = ''] = splitCell(first);
  const opening = /\d/.test(value) ? `At ${value}${aside(label)}` : `${value || label}`;
  return [opening, ...cells.map((cell) => cell.trim())].map((one) => `${one}.`).join(' ');
}

/** `Air, easy run` names the measure and what it is for; only the second is worth saying beside the value. */
const aside = (label: string): string => {
  const [, ...rest] = label.split(', ');
  return rest.length ? `, ${rest.join(', ')}` : '';
};

const splitCell = (cell: string): readonly string[] => {
  const at = cell.indexOf(': ');
  return at < 0 ? [cell] : [cell.slice(0, at), cell.slice(at + 2)];
};
