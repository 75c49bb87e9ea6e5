import { cornered, straight, through } from './curve.ts';
import { apart, lighter, lineOn, shade } from './palette.ts';
import { measured, span, ticks } from './ruler.ts';
import { clamp, type Drawing, type Subject } from './subject.ts';
import { circle, label, line, n, path, rect } from './svg.ts';
import { weightOf } from './vessel.ts';

/** Hours as a row of cells, each five hours. */
function hours(value: number, x: number, y: number, fill: string, words: string): string {
  const each = value > 100 ? 50 : value > 20 ? 5 : 1;
  const cells = clamp(Math.round(value / each), 1, 14);
  const d = Array.from({ length: cells }, (_, i) => `M${x + i * 17} ${y}v30`).join('');
  return (
    path(d, { width: 13, cap: 'butt' }) +
    path(d, { stroke: fill, width: 8, cap: 'butt' }) +
    label([x - 6, y + 68], words) +
    label([x - 6, y + 96], `a bar each ${each} h`, { weight: 400, size: 22 })
  );
}

/** A watch at 6 px a millimetre, its display as it is: lit or paper-like. */
export function drawWatch(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const stated = subject.number('case_size', 'mm');
  const r = clamp(stated ?? 44, 24, 60) * 2.9;
  const display = subject.words('display');
  const lit = /amoled|oled|lcd/.test(display);
  const battery = subject.number('battery_life', 'h');
  const [x, y] = [290, 290];
  const face = lit ? '#16171d' : '#cdd1c4';
  const pen = lit ? '#fbf8f1' : '#16171d';
  const map = subject.is('maps')
    ? path(
        through([
          [x - r * 0.5, y + r * 0.34],
          [x - r * 0.16, y + r * 0.05],
          [x + r * 0.12, y + r * 0.28],
          [x + r * 0.5, y - r * 0.1],
        ]),
        { stroke: accent, width: 5 },
      ) +
      path(
        through([
          [x - r * 0.56, y - r * 0.02],
          [x - r * 0.1, y + r * 0.42],
          [x + r * 0.5, y + r * 0.3],
        ]),
        { stroke: pen, width: 1.6 },
      )
    : path(
        straight([
          [x - r * 0.44, y + r * 0.26],
          [x - r * 0.26, y + r * 0.26],
          [x - r * 0.14, y + r * 0.06],
          [x, y + r * 0.44],
          [x + r * 0.12, y + r * 0.26],
          [x + r * 0.44, y + r * 0.26],
        ]),
        { stroke: lit ? accent : pen, width: 4 },
      );
  const strap = (k: 1 | -1): string =>
    path(
      cornered(
        [
          [x - r * 0.62, y + k * r * 0.8],
          [x - r * 0.5, y + k * r * 1.5],
          [x - r * 0.46, y + k * 262],
        ],
        [
          [x + r * 0.46, y + k * 262],
          [x + r * 0.5, y + k * r * 1.5],
          [x + r * 0.62, y + k * r * 0.8],
        ],
      ),
      { fill: shade(main, 0.12) },
    ) +
    (k === 1
      ? [0, 1, 2, 3].map((i) => circle([x, y + r * 1.28 + i * 26], 5, { fill: '#fbf8f1', width: 2 })).join('')
      : '');
  return {
    view: 'Front view',
    body: [
      strap(1) + strap(-1),
      rect(x + r - 4, y - 14, 20, 28, 5, { fill: accent }) +
        rect(x - r - 12, y - r * 0.5 - 12, 18, 24, 5, { fill: main }) +
        rect(x - r - 12, y + r * 0.5 - 12, 18, 24, 5, { fill: main }),
      circle([x, y], r, { fill: main }),
      circle([x, y], r * 0.84, { fill: face }),
      label([x, y - r * 0.08], '9:41', { anchor: 'middle', size: Math.round(r * 0.44), fill: pen }),
      map,
      stated === null
        ? ''
        : ticks([x - r, 575], [x + r, 575], stated, 1, -1, 10) +
          label([x + r + 22, 584], `${n(stated)} mm case`),
      battery === null ? '' : hours(battery, 540, 214, accent, `${n(battery)} h with GPS`),
      label([534, 376], [weightOf(subject), display.slice(0, 12).toUpperCase()].filter(Boolean).join(', '), {
        weight: 400,
      }),
    ].join(''),
    facts: [
      stated === null ? '' : `${n(stated)} mm case`,
      battery === null ? '' : `${n(battery)} h with GPS`,
      display ? `${display.slice(0, 20).toUpperCase()} display` : '',
      subject.is('maps') ? 'maps' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A headlamp and its beam: the wider, the brighter. */
export function drawHeadlamp(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = subject.palette.accent;
  const lumen = subject.number('brightness', 'lm');
  const runtime = subject.number('runtime', 'h');
  const spread = 40 + Math.sqrt(clamp(lumen ?? 300, 20, 2000)) * 4.6;
  const k = clamp(Math.cbrt((subject.number('weight', 'g') ?? 90) / 90), 0.8, 1.3);
  const band = through([
    [300, 236],
    [180, 190],
    [96, 236],
    [110, 330],
    [200, 368],
    [300, 322],
  ]);
  return {
    view: 'Side view',
    body: [
      path(
        straight(
          [
            [360, 280],
            [760, 280 - spread],
            [760, 280 + spread],
          ],
          true,
        ),
        { fill: accent, stroke: accent, width: 1 },
      ),
      path(
        straight([
          [360, 280],
          [760, 280],
        ]),
        { width: 1.6, dash: '2 8' },
      ),
      path(band, { width: 34 }) +
        path(band, { stroke: main, width: 28 }) +
        path(band, { stroke: lighter(main, 0.3), width: 2, dash: '6 8' }),
      subject.is('rear_light') ? rect(76, 246, 34, 70, 10, { fill: '#b8402f' }) : '',
      rect(268, 280 - 62 * k, 74 * k, 124 * k, 18, { fill: main }),
      path(
        straight(
          [
            [268 + 74 * k, 280 - 40 * k],
            [268 + 104 * k, 280 - 48 * k],
            [268 + 104 * k, 280 + 48 * k],
            [268 + 74 * k, 280 + 40 * k],
          ],
          true,
        ),
        { fill: '#fbf8f1' },
      ),
      rect(286, 280 - 74 * k, 34, 14, 5, { fill: accent }),
      lumen === null ? '' : label([770, 290], `${n(lumen)} lm`, { anchor: 'end', size: 36 }),
      runtime === null ? '' : hours(runtime, 130, 436, accent, `${n(runtime)} h`),
      label([770, 504], weightOf(subject), { anchor: 'end', weight: 400 }),
    ].join(''),
    facts: [
      lumen === null ? '' : `${n(lumen)} lm`,
      runtime === null ? '' : `${n(runtime)} h runtime`,
      subject.is('rear_light') ? 'rear light' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A heart-rate strap with its pod. */
export function drawChestStrap(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const band = through([
    [150, 250],
    [400, 310],
    [650, 250],
  ]);
  const far = through([
    [150, 250],
    [96, 200],
    [220, 140],
    [400, 124],
    [580, 140],
    [704, 200],
    [650, 250],
  ]);
  return {
    view: 'Front view',
    body: [
      path(far, { width: 40 }) + path(far, { stroke: shade(main, 0.25), width: 34 }),
      path(band, { width: 72 }) + path(band, { stroke: main, width: 66 }),
      path(
        through([
          [170, 262],
          [400, 318],
          [630, 262],
        ]),
        { stroke: lighter(main, 0.3), width: 2, dash: '6 8' },
      ),
      rect(318, 268, 164, 84, 42, { fill: accent }),
      path(
        straight([
          [346, 310],
          [378, 310],
          [392, 286],
          [410, 334],
          [422, 310],
          [454, 310],
        ]),
        { stroke: '#fbf8f1', width: 5 },
      ),
      battery === null ? '' : hours(battery, 300, 420, accent, `${n(battery)} h`),
    ].join(''),
    facts: [battery === null ? '' : `${n(battery)} h battery`, weightOf(subject)].filter(Boolean),
  };
}

/** Open-ear headphones: two hooks and a neck band. */
export function drawHeadphones(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const wire = through([
    [270, 290],
    [232, 220],
    [262, 150],
    [310, 146],
  ]);
  const neck = through([
    [262, 330],
    [250, 420],
    [330, 470],
    [400, 474],
    [470, 470],
    [550, 420],
    [538, 330],
  ]);
  const side = [
    path(wire, { width: 17 }) + path(wire, { stroke: main, width: 11 }),
    path(
      cornered(
        [
          [252, 280],
          [286, 268],
          [340, 296],
          [348, 330],
        ],
        [
          [330, 356],
          [262, 348],
          [246, 312],
          [252, 280],
        ],
      ),
      { fill: main },
    ),
    rect(300, 300, 44, 38, 16, { fill: accent }),
  ].join('');
  return {
    view: 'Front view',
    body: [
      path(neck, { width: 15 }) + path(neck, { stroke: main, width: 9 }),
      side + `<g transform="matrix(-1 0 0 1 800 0)">${side}</g>`,
      battery === null ? '' : hours(battery, 620, 230, accent, `${n(battery)} h`),
      label([400, 540], weightOf(subject), { anchor: 'middle', weight: 400 }),
    ].join(''),
    facts: [battery === null ? '' : `${n(battery)} h battery`, weightOf(subject)].filter(Boolean),
  };
}

/** A massage gun. */
export function drawMassageGun(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const stroke = subject.number('amplitude', 'mm');
  const noise = subject.number('noise', 'dB');
  return {
    view: 'Side view',
    body: [
      path(
        cornered(
          [
            [290, 250],
            [300, 400],
            [286, 520],
          ],
          [
            [384, 524],
            [392, 400],
            [404, 260],
          ],
        ),
        { fill: shade(main, 0.14) },
      ),
      path(
        straight([
          [302, 330],
          [396, 330],
        ]) +
          straight([
            [300, 370],
            [394, 370],
          ]) +
          straight([
            [298, 410],
            [390, 410],
          ]),
        { stroke: lineOn(main), width: 1.8 },
      ),
      path('M236 150H450Q470 150 470 170V244Q470 264 450 264H236Q186 264 186 207Q186 150 236 150Z', {
        fill: main,
      }),
      path('M220 178v58M238 172v70M256 172v70', { stroke: lineOn(main), width: 4 }),
      rect(470, 184, 54, 46, 4, { fill: '#c9ced2' }),
      circle([566, 207], 44, { fill: accent }),
      rect(320, 280, 46, 26, 13, { fill: accent }),
      stroke === null ? '' : measured([566, 276], [566 + stroke * 6, 276], `${n(stroke)} mm stroke`),
      battery === null ? '' : hours(battery, 560, 396, accent, `${n(battery)} h`),
    ].join(''),
    facts: [
      stroke === null ? '' : `${n(stroke)} mm stroke`,
      noise === null ? '' : `${n(noise)} dB`,
      battery === null ? '' : `${n(battery)} h battery`,
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** Inflatable boots, their chambers counted. */
export function drawBoots(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const chambers = clamp(Math.round(subject.number('chambers') ?? 4), 1, 8);
  const length = subject.number('length', 'cm');
  const boot = [
    path(
      cornered(
        [
          [250, 90],
          [270, 300],
          [252, 420],
          [170, 470],
          [160, 500],
        ],
        [
          [380, 500],
          [392, 300],
          [400, 90],
        ].map(([x = 0, y = 0]) => [x, y] as const),
      ),
      { fill: main },
    ),
    path(
      Array.from({ length: chambers - 1 }, (_, i) => {
        const y = 90 + (330 * (i + 1)) / chambers;
        return through([
          [262, y],
          [320, y + 16],
          [392, y],
        ]);
      }).join(''),
      { stroke: lineOn(main), width: 2.4 },
    ),
    rect(236, 76, 176, 30, 10, { fill: accent }),
    line([366, 120], [360, 480], { stroke: accent, width: 5 }),
  ].join('');
  return {
    view: 'Front view',
    body: [
      `<g transform="translate(-70 0)">${boot}</g><g transform="matrix(-1 0 0 1 756 0)">${boot}</g>`.replace(
        'translate(-70 0)',
        'translate(-80 0)',
      ),
      length === null
        ? ''
        : ticks([690, 500], [690, 90], length, 2, 1) +
          span([690, 500], [690, 90]) +
          label([714, 300], `${n(length)} cm`),
      label(
        [80, 560],
        [
          `${chambers} chambers`,
          subject.number('battery_life', 'h') === null
            ? ''
            : `${n(subject.number('battery_life', 'h') ?? 0)} h battery`,
        ]
          .filter(Boolean)
          .join(', '),
      ),
    ].join(''),
    facts: [`${chambers} chambers`, length === null ? '' : `${n(length)} cm long`, weightOf(subject)].filter(
      Boolean,
    ),
  };
}
