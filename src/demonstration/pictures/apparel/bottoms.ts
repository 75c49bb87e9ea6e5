import { cornered, straight, through } from '#src/pictures/drawing/curve.ts';
import { pocket, reflectors, slit, weather } from '../strokes/garment-marks.ts';
import { mirrored } from '../strokes/mirror.ts';
import { apart, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { type Point, label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** Shorts, half tights and tights, laid flat; the inseam has a scale in inches. */
export function drawBottoms(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const name = `${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase();
  const tight = /tight|legging|half tight/.test(name) || /slim/.test(subject.words('fit'));
  const stated = within(subject.number('inseam', 'in'), 1, 36);
  const inseam = clamp(
    stated ?? (/tight|legging|trouser|pant/.test(name) && !/half|short/.test(name) ? 28 : 5),
    1,
    36,
  );
  const long = inseam > 14;
  const scale = long ? 11.4 : 22; // px an inch
  const crotch = long ? 178 : 290;
  const waist = long ? 62 : 90;
  const foot = crotch + inseam * scale;
  const [hip, out] = long ? [88, 62] : tight ? [134, 132] : [142, 184];
  const width = long ? 33 : tight ? 96 : 152;
  const leg: readonly (readonly Point[])[] = [
    [
      [400, waist],
      [400 + hip - 26, waist],
    ],
    [
      [400 + hip - (long ? 4 : 6), crotch - (long ? 40 : 90)],
      ...(long
        ? ([
            [482, crotch + 70],
            [466, crotch + (foot - crotch) * 0.52],
          ] as const)
        : []),
      [400 + out, foot],
    ],
    [[400 + out - width, foot + (long ? 0 : 8)]],
    [
      [400 + (long ? 20 : 14), crotch + (foot - crotch) * 0.4],
      [400, crotch],
    ],
  ];
  const right = cornered(...leg);
  const left = cornered(...leg.map((run) => mirrored(run)));
  const climate = weather(subject);
  const pockets = Math.min(subject.number('pockets') ?? 0, 6);
  const liner = /inner|short|tight/.test(subject.words('liner'))
    ? [1, -1]
        .map((side) =>
          path(
            straight(
              [
                [400 + side * (out - 22), foot - 10],
                [400 + side * (out - 30), foot + 34],
                [400 + side * (out - width + 22), foot + 40],
                [400 + side * (out - width + 14), foot - 8],
              ],
              true,
            ),
            { fill: shade(main, 0.3) },
          ),
        )
        .join('')
    : '';
  const rulerX = 400 + Math.max(hip, out) + 46;
  const body = [
    liner,
    path(right, { fill: main }) + path(left, { fill: shade(main, 0.05) }),
    tight || long
      ? ''
      : path(
          [1, -1]
            .map((side) =>
              through([
                [400 + side * out * 0.82, foot],
                [400 + side * (out * 0.78), foot - 44],
                [400 + side * (hip + 4), crotch - 30],
              ]),
            )
            .join(''),
          { stroke: lineOn(main), width: 1.8 },
        ),
    rect(400 - hip + 26, waist - 8, (hip - 26) * 2, long ? 26 : 34, 5, { fill: accent }),
    path(`M392 ${waist + 12}L384 ${waist + 62}M408 ${waist + 12}L414 ${waist + 54}`, {
      width: 3,
      stroke: lineOn(main),
    }),
    path(
      [1, -1]
        .map((side) =>
          straight([
            [400 + side * (out - 3), foot - 12],
            [400 + side * (out - width + 3), foot - 5],
          ]),
        )
        .join(''),
      { stroke: lineOn(main), width: 1.8, dash: '6 5' },
    ),
    ...pocketsOf(pockets, tight, long, hip, crotch, main),
    subject.is('reflective')
      ? reflectors([
          [400 + out - width * 0.4, foot - 26],
          [400 - out + width * 0.4, foot - 26],
        ])
      : '',
    stated === null ? '' : inch(rulerX, crotch, foot, inseam),
  ].join('');
  return {
    view: 'Flat lay',
    body: body + climate.body,
    facts: [
      stated === null ? '' : `${n(inseam)} in inseam`,
      ...climate.facts,
      pockets ? `${n(pockets)} ${pockets === 1 ? 'pocket' : 'pockets'}` : '',
    ].filter(Boolean),
  };
}

const inch = (x: number, top: number, foot: number, inseam: number): string =>
  ticks([x, top], [x, foot], inseam, inseam > 14 ? 1 : 0.5, -1) +
  span([x, top], [x, foot]) +
  label([x + 24, (top + foot) / 2], `${n(inseam)} in`) +
  label([x + 24, (top + foot) / 2 + 28], 'inseam', { weight: 400, size: 22 });

function pocketsOf(
  count: number,
  tight: boolean,
  long: boolean,
  hip: number,
  crotch: number,
  main: string,
): readonly string[] {
  const side = (k: number): string =>
    tight
      ? pocket(
          [400 + k * (long ? 54 : hip - 48) - 24, crotch - (long ? 6 : 40)],
          48,
          70,
          shade(main, 0.1),
          main,
        )
      : slit([400 + k * (hip - 18), crotch - 128], [400 + k * (hip - 4), crotch - 66], main);
  return [side(1), side(-1), slit([376, crotch - 96], [424, crotch - 96], main)].slice(0, count);
}
