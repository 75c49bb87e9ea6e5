import { cornered, straight, through, trace } from '#src/pictures/drawing/curve.ts';
import { pocket, reflectors, slit, weather } from '../strokes/garment-marks.ts';
import { mirrored, symmetric } from '../strokes/mirror.ts';
import { apart, darker, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { type Point, group, line, n, path } from '#src/pictures/drawing/svg.ts';

interface Cut {
  readonly sleeve: 'none' | 'short' | 'long';
  readonly hood: boolean;
  readonly front: 'plain' | 'zip' | 'half-zip';
  /** How far the body stands off the axis at the hem, in px. */
  readonly hem: number;
}

/** Everything worn above the waist, laid flat. */
export function drawTop(subject: Subject): Drawing {
  const cut = cutOf(subject);
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const detail = { stroke: lineOn(main), width: 1.8 };
  const climate = weather(subject);
  const pockets = Math.min(subject.number('pockets') ?? 0, 6);
  const body = [
    cut.hood ? hood(main) : '',
    path(cornered(trace('352 92, 400 84, 448 92'), trace('440 140, 400 174, 360 140, 352 92')), {
      fill: darker(main, 0.4),
    }),
    cut.sleeve === 'none' ? '' : sleeves(cut.sleeve, shade(main, 0.1), accent, detail),
    path(bodyPath(cut), { fill: main }),
    cut.front === 'plain' ? collarBand(accent) : zip(cut, accent),
    path(
      straight([
        [400 - cut.hem, 474],
        [400 + cut.hem, 474],
      ]),
      { ...detail, dash: '6 5' },
    ),
    ...pocketsOf(pockets, cut, main),
    subject.is('reflective')
      ? reflectors([
          [400 - cut.hem + 24, 456],
          [400 + cut.hem - 24, 456],
          [470, 128],
        ])
      : '',
  ].join('');
  return {
    view: 'Flat lay',
    body: group(body) + climate.body,
    facts: [
      ...climate.facts,
      cut.sleeve === 'none' ? 'no sleeves' : `${cut.sleeve} sleeves`,
      cut.hood ? 'hood' : '',
      pockets ? `${n(pockets)} ${pockets === 1 ? 'pocket' : 'pockets'}` : '',
      subject.is('waterproof') ? 'waterproof' : '',
    ].filter(Boolean),
  };
}

function cutOf({ product, ...subject }: Subject): Cut {
  const name =
    `${product.productType ?? ''} ${product.title} ${product.categoryPath.at(-1) ?? ''}`.toLowerCase();
  const jacket = /jacket|gilet|vest|shell|anorak|coat|windbreaker/.test(name);
  const sleeve = /vest|gilet|singlet|tank|sleeveless/.test(name)
    ? 'none'
    : jacket || /long[- ]sleeve|base ?layer|hood|sweat|fleece|midlayer|pullover|jumper/.test(name)
      ? 'long'
      : 'short';
  const slim = /slim/.test(subject.words('fit'));
  return {
    sleeve,
    hood:
      /\bhood/.test(`${name} ${product.description.toLowerCase()}`) &&
      !/\b(?:no|without a?) ?hood/.test(product.description),
    front: jacket
      ? 'zip'
      : /(?:half|quarter)[- ]zip/.test(`${name} ${product.description.toLowerCase()}`)
        ? 'half-zip'
        : 'plain',
    hem: slim ? 118 : /relaxed/.test(subject.words('fit')) ? 146 : 132,
  };
}

function bodyPath({ sleeve, hem }: Cut): string {
  const narrow = sleeve === 'none' ? 14 : 0;
  return symmetric(
    [
      [400, sleeve === 'none' ? 168 : 146],
      [430, sleeve === 'none' ? 150 : 130],
      [448, 92],
    ],
    [
      [448, 92],
      [490, 104],
      [536 - narrow * 2.6, 124],
    ],
    [
      [536 - narrow * 2.6, 124],
      [516 - narrow, 168],
      [524, 224],
    ],
    [
      [524, 224],
      [400 + hem - 12, 330],
      [400 + hem, 484],
    ],
    [
      [400 + hem, 484],
      [400 + hem * 0.5, 492],
      [400, 494],
    ],
  );
}

function sleeves(
  kind: 'short' | 'long',
  fill: string,
  accent: string,
  detail: { stroke: string; width: number },
): string {
  const outer: readonly Point[] =
    kind === 'short' ? trace('536 124, 590 168, 648 262') : trace('536 124, 600 210, 664 440');
  const inner: readonly Point[] =
    kind === 'short' ? trace('592 296, 556 254, 524 224') : trace('614 456, 570 330, 524 224');
  const cuff: readonly Point[] = kind === 'short' ? trace('640 250, 584 284') : trace('659 420, 608 436');
  const edge: readonly Point[] = [outer.at(-1) ?? [0, 0], inner[0] ?? [0, 0]];
  return [outer, mirrored(outer)]
    .map((run, side) => {
      const back = side ? mirrored(inner) : inner;
      const band = side ? mirrored(cuff) : cuff;
      const end = side ? mirrored(edge) : edge;
      return (
        path(
          cornered(run, [back[0] ?? [0, 0]], back.slice(1), [
            [500, 170].map((v, k) => (k || !side ? v : 300)) as unknown as Point,
          ]),
          { fill },
        ) + path(straight([...band, end[1] ?? [0, 0], end[0] ?? [0, 0]], true), { fill: accent, ...detail })
      );
    })
    .join('');
}

const collarBand = (accent: string): string =>
  path(
    cornered(
      trace('352 92, 368 134, 400 150, 432 134, 448 92'),
      [[438, 92]],
      trace('424 124, 400 138, 376 124, 362 92'),
    ),
    { fill: accent, width: 2 },
  );

function zip({ front, hood: hooded }: Cut, accent: string): string {
  const foot = front === 'zip' ? 492 : 250;
  const from = hooded ? 148 : 66;
  return [
    hooded ? '' : path('M356 56Q400 34 444 56Q400 76 356 56Z', { fill: shade(accent, 0.4), width: 2 }),
    hooded
      ? ''
      : path('M352 92L356 56Q400 78 444 56L448 92Q432 142 400 150Q368 142 352 92Z', { fill: accent }),
    line([400, from], [400, foot], { width: 7 }),
    line([400, from], [400, foot], { stroke: accent, width: 2.6, dash: '2 6' }),
    path('M394 176h12v22h-12z', { fill: accent, width: 2 }),
  ].join('');
}

const hood = (main: string): string =>
  path(symmetric(trace('400 26, 452 40, 474 84, 462 130'), [[400, 160]]), { fill: shade(main, 0.1) }) +
  path(symmetric(trace('400 52, 432 64, 442 96, 430 128'), [[400, 150]]), {
    fill: darker(main, 0.45),
    width: 2,
  }) +
  path(through(trace('400 26, 404 40, 400 52')), { stroke: lineOn(main), width: 1.8 });

function pocketsOf(count: number, cut: Cut, main: string): readonly string[] {
  if (count === 0) return [];
  if (cut.front === 'plain')
    return count > 1
      ? [-1, 1].slice(0, count).map((side) => slit([400 + side * 96, 380], [400 + side * 74, 440], main))
      : [slit([cut.hem + 306, 390], [cut.hem + 352, 390], main)];
  const all = [
    slit([400 - cut.hem * 0.78, 360], [400 - cut.hem * 0.56, 436], main),
    slit([400 + cut.hem * 0.78, 360], [400 + cut.hem * 0.56, 436], main),
    slit([430, 218], [486, 218], main),
    pocket([314, 200], 58, 56, shade(main, 0.08), main),
  ];
  return count === 1 ? all.slice(2, 3) : all.slice(0, count);
}
