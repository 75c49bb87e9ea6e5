import { straight } from '#src/pictures/drawing/curve.ts';
import { lineOn } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { type Point, label, n, path, rect } from '#src/pictures/drawing/svg.ts';

export const ribs = (d: string, cloth: string): string => path(d, { stroke: lineOn(cloth), width: 1.8 });

export const temperature = (subject: Subject): readonly string[] => {
  const of = (key: string): number | null => {
    const one = subject.product.attributes.find((attribute) => attribute.key === key);
    return one?.kind === 'number' ? one.value : null;
  };
  const [low, high] = [of('temperature_min'), of('temperature_max')];
  return low === null || high === null ? [] : [`${n(low).replace('-', '−')} to ${n(high)} °C`];
};

const [COLDEST, WARMEST] = [-15, 35];
const at = (degrees: number): number =>
  220 + ((clamp(degrees, COLDEST, WARMEST) - COLDEST) / (WARMEST - COLDEST)) * 360;

/** The weather a garment is for, on a scale of -15 to 35 °C along the foot of the sheet. */
export function weather(subject: Subject): { readonly body: string; readonly facts: readonly string[] } {
  const coldest = subject.signed('temperature_min');
  const warmest = subject.signed('temperature_max');
  const weight = subject.number('weight', 'g');
  const grams = weight === null ? '' : `${n(weight)} g`;
  const upf = subject.number('upf');
  const sun = upf === null ? '' : `UPF ${n(upf)}`;
  const sides = label([30, 556], grams) + label([770, 556], sun, { anchor: 'end' });
  const facts = [grams, sun].filter(Boolean);
  if (coldest === null || warmest === null || warmest <= coldest) return { body: sides, facts };
  const words = `${n(coldest).replace('-', '−')} to ${n(warmest).replace('-', '−')} °C`;
  return {
    body:
      sides +
      ticks([220, 534], [580, 534], 50, 1, 1, 10) +
      span([at(coldest), 534], [at(warmest), 534]) +
      label([400, 582], words, { anchor: 'middle' }),
    facts: [`for ${words}`, ...facts],
  };
}

/** A patch pocket with its stitching. */
export const pocket = ([x, y]: Point, w: number, h: number, fill: string, cloth: string): string =>
  path(
    straight(
      [
        [x, y],
        [x + w, y],
        [x + w, y + h - 10],
        [x + w / 2, y + h],
        [x, y + h - 10],
      ],
      true,
    ),
    {
      fill,
      stroke: lineOn(cloth),
      width: 2,
    },
  ) +
  path(
    straight([
      [x + 6, y + 10],
      [x + w - 6, y + 10],
    ]),
    { stroke: lineOn(cloth), width: 1.6, dash: '5 5' },
  );

/** A welt or zipped pocket: its opening only. */
export const slit = (a: Point, b: Point, cloth: string): string =>
  path(straight([a, b]), { stroke: lineOn(cloth), width: 5 }) +
  path(straight([a, b]), { stroke: '#fbf8f1', width: 1.6, dash: '3 5' });

/** Small retroreflective marks. */
export const reflectors = (points: readonly Point[]): string =>
  points.map(([x, y]) => rect(x - 11, y - 3.5, 22, 7, 3.5, { fill: '#e9ecef', width: 1.6 })).join('');
