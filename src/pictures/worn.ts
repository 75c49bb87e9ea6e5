import { cornered, round, straight, through } from './curve.ts';
import { reflectors } from './garment-marks.ts';
import { symmetric } from './mirror.ts';
import { apart, darker, lighter, lineOn, shade } from './palette.ts';
import { span, ticks } from './ruler.ts';
import { clamp, type Drawing, type Subject } from './subject.ts';
import { circle, group, label, line, n, path, rect } from './svg.ts';
import { weightOf } from './vessel.ts';

/** A running vest from the front: its flasks full to the stated volume, its hold as a scale in litres. */
export function drawPack(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const volume = subject.number('volume', 'ml');
  const capacity = subject.number('capacity', 'l');
  const pockets = subject.number('pockets');
  const depth = clamp((capacity ?? 5) / 12, 0.15, 1);
  const flasks = volume !== null && volume >= 300 && volume < 1400 ? volume / 2 : 0;
  const tall = 90 + clamp(flasks, 0, 500) * 0.13;
  const side = (k: 1 | -1): string => {
    const x = 400 + k * 92;
    return [
      flasks
        ? rect(x - 27, 330 - tall, 54, tall, 16, { fill: '#dfe6e8' }) +
          rect(x - 13, 330 - tall - 22, 26, 24, 6, { fill: accent })
        : '',
      path(
        straight(
          [
            [x - 36, 262],
            [x + 36, 262],
            [x + 38, 372],
            [x - 34, 372],
          ],
          true,
        ),
        { fill: shade(main, 0.14) },
      ),
      path(
        straight([
          [x - 28, 274],
          [x + 28, 274],
        ]),
        { stroke: lineOn(main), width: 1.8, dash: '6 5' },
      ),
      path(
        straight(
          [
            [x - 34, 388],
            [x + 40, 388],
            [x + 42, 452],
            [x - 30, 452],
          ],
          true,
        ),
        { fill: shade(main, 0.08), width: 2 },
      ),
    ].join('');
  };
  const half = cornered(
    [
      [452, 92],
      [520, 104],
      [548, 160],
      [540, 240],
      [556, 330],
      [554, 480],
    ],
    [
      [452, 488],
      [438, 400],
      [436, 240],
      [420, 150],
    ],
    [[452, 92]],
  );
  const other = cornered(
    [
      [348, 92],
      [280, 104],
      [252, 160],
      [260, 240],
      [244, 330],
      [246, 480],
    ],
    [
      [348, 488],
      [362, 400],
      [364, 240],
      [380, 150],
    ],
    [[348, 92]],
  );
  const back = symmetric(
    [
      [400, 120],
      [452, 92],
    ],
    [
      [520 + 30 * depth, 130],
      [560 + 46 * depth, 300],
      [556 + 30 * depth, 470],
    ],
    [[400, 478]],
  );
  const x = 690;
  return {
    view: 'Front view',
    body: [
      path(back, { fill: darker(main, 0.35) }),
      path(half + other, { fill: main }),
      side(1) + side(-1),
      path('M362 230H438M356 330H444', { width: 9 }) +
        path('M362 230H438M356 330H444', { stroke: accent, width: 4 }),
      rect(390, 221, 20, 18, 4, { fill: accent, width: 2 }) +
        rect(390, 321, 20, 18, 4, { fill: accent, width: 2 }),
      subject.is('reflective')
        ? reflectors([
            [500, 160],
            [300, 160],
          ])
        : '',
      subject.is('pole_loops')
        ? path('M532 210q20 10 0 22M268 210q-20 10 0 22', { stroke: accent, width: 5 })
        : '',
      capacity === null
        ? ''
        : ticks([x, 488], [x, 128], 12, 1, 1) +
          span([x, 488], [x, 488 - 360 * Math.min(1, capacity / 12)]) +
          label([x + 24, 488 - 180 * Math.min(1, capacity / 12) + 8], `${n(capacity)} l`, { size: 32 }),
      label(
        [250, 540],
        [volume === null ? '' : `${n(volume)} ml of water`, weightOf(subject)]
          .filter(Boolean)
          .join(', '),
      ),
    ].join(''),
    facts: [
      capacity === null ? '' : `holds ${n(capacity)} l`,
      volume === null ? '' : `${n(volume)} ml of water`,
      pockets === null ? '' : `${n(pockets)} pockets`,
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A belt from the front, with two flasks where it carries water and gel loops where it has them. */
export function drawBelt(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const volume = subject.number('volume', 'ml');
  const loops = clamp(Math.round(subject.number('gel_loops') ?? 0), 0, 10);
  const band = cornered(
    [
      [100, 236],
      [250, 268],
      [400, 276],
      [550, 268],
      [700, 236],
    ],
    [[704, 276]],
    [
      [550, 316],
      [400, 324],
      [250, 316],
      [96, 276],
    ],
  );
  const far = through([
    [100, 240],
    [220, 206],
    [400, 192],
    [580, 206],
    [700, 240],
  ]);
  const flask = (x: number): string =>
    rect(x - 44, 214, 88, 168, 24, { fill: '#dfe6e8' }) +
    rect(x - 20, 178, 40, 38, 8, { fill: accent }) +
    path(`M${x - 52} 300h104l-8 96h-88z`, { fill: shade(main, 0.12) });
  const y = (x: number): number => 300 - ((x - 400) / 300) ** 2 * 44;
  const held = Array.from({ length: loops }, (_, i) => {
    const x = 400 + (i - (loops - 1) / 2) * 74 + (loops % 2 ? 37 : 0) * 0;
    return (
      path(`M${n(x - 11)} ${n(y(x) - 30)}v60M${n(x + 11)} ${n(y(x) - 30)}v60`, { width: 8 }) +
      path(`M${n(x - 11)} ${n(y(x) - 28)}v56M${n(x + 11)} ${n(y(x) - 28)}v56`, { stroke: accent, width: 3.5 })
    );
  });
  return {
    view: 'Front view',
    body: [
      path(far, { width: 30 }) + path(far, { stroke: darker(main, 0.3), width: 24 }),
      path(band, { fill: main }),
      ...held,
      volume === null ? '' : flask(222) + flask(578),
      volume === null
        ? ''
        : rect(320, 258, 160, 84, 14, { fill: shade(main, 0.12) }) +
          path('M340 276H460', { stroke: lineOn(main), width: 4, dash: '2 5' }),
      loops === 0 && volume === null ? rect(340, 262, 120, 76, 14, { fill: accent }) : '',
      label(
        [400, 470],
        [
          volume === null ? '' : `${n(volume)} ml of water`,
          loops ? `${loops} gel loops` : '',
          weightOf(subject),
        ]
          .filter(Boolean)
          .join(', '),
        { anchor: 'middle' },
      ),
    ].join(''),
    facts: [
      volume === null ? '' : `carries ${n(volume)} ml`,
      loops ? `${loops} gel loops` : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A hi-vis vest: yoke, side straps, wide reflective bands. */
export function drawVisibility(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  return {
    view: 'Front view',
    body: [
      path(
        symmetric(
          [
            [400, 250],
            [430, 180],
            [446, 96],
          ],
          [
            [500, 104],
            [536, 190],
            [524, 300],
            [540, 488],
          ],
          [[400, 494]],
        ),
        { fill: main },
      ),
      path('M272 340H528L531 384H269Z', { fill: accent }),
      path(
        cornered(
          [
            [318, 100],
            [330, 230],
            [316, 340],
          ],
          [
            [360, 340],
            [372, 240],
            [352, 98],
          ],
        ),
        { fill: accent },
      ),
      path(
        cornered(
          [
            [482, 100],
            [470, 230],
            [484, 340],
          ],
          [
            [440, 340],
            [428, 240],
            [448, 98],
          ],
        ),
        { fill: accent },
      ),
      path('M280 362H520', { stroke: '#fbf8f1', width: 5, dash: '2 9' }),
      line([400, 250], [400, 494]),
      path('M262 420h-30v34h28M538 420h30v34h-28', { width: 6 }),
      label([400, 556], [weightOf(subject)].join(''), { anchor: 'middle' }),
    ].join(''),
    facts: [subject.is('reflective') ? 'reflective bands' : '', weightOf(subject)].filter(Boolean),
  };
}

const ribs = (d: string, cloth: string): string => path(d, { stroke: lineOn(cloth), width: 1.8 });

/** A sock lying on its side, as high as it is worn. */
export function drawSock(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const words =
    `${subject.words('height')} ${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase();
  const [name, tall] = ((
    [
      [/no-show|invisible|low/, 'no-show', 26],
      [/quarter|ankle/, 'quarter', 86],
      [/knee|compress|calf/, 'knee', 330],
      [/crew|mid/, 'crew', 178],
    ] as const
  )
    .find(([word]) => word.test(words))
    ?.slice(1) as [string, number] | undefined) ?? ['', 120];
  const k = tall > 300 ? 0.86 : 1;
  const ground = tall > 300 ? 500 : 468;
  const [toeX, heelX] = [620, 250];
  const top = ground - 150 * k - tall;
  const shape = cornered(
    [
      [heelX + 10, top],
      [heelX + 8, ground - 120 * k],
      [heelX - 12, ground - 64 * k],
      [heelX + 6, ground - 14],
      [heelX + 60, ground],
    ],
    [
      [420, ground - 4],
      [560, ground],
      [toeX, ground - 10],
      [toeX + 24, ground - 50 * k],
      [toeX - 10, ground - 88 * k],
    ],
    [
      [500, ground - 108 * k],
      [420, ground - 136 * k],
      [heelX + 148, ground - 176 * k],
      [heelX + 138, top],
    ],
  );
  const toes = /toe sock|five/.test(words);
  const pairs = subject.number('pairs');
  return {
    view: 'Side view',
    body: [
      path(shape, { fill: main }),
      path(
        cornered(
          [
            [heelX - 8, ground - 92 * k],
            [heelX - 12, ground - 60 * k],
            [heelX + 6, ground - 14],
            [heelX + 60, ground],
          ],
          [
            [heelX + 86, ground - 60 * k],
            [heelX + 2, ground - 96 * k],
          ],
        ),
        { fill: accent },
      ),
      toes
        ? [0, 1, 2, 3]
            .map((i) =>
              path(
                through([
                  [toeX - 30 + i * 3, ground - 20 - i * 17],
                  [toeX - 2, ground - 24 - i * 16],
                  [toeX + 18, ground - 30 - i * 14],
                ]),
              ),
            )
            .join('')
        : path(
            cornered(
              [
                [560, ground - 1],
                [toeX, ground - 10],
                [toeX + 24, ground - 50 * k],
                [toeX - 10, ground - 88 * k],
              ],
              [
                [574, ground - 50 * k],
                [560, ground - 1],
              ],
            ),
            { fill: accent },
          ),
      rect(heelX + 4, top - 6, 140, 30, 8, { fill: accent }),
      ribs([0, 1, 2, 3, 4, 5].map((i) => `M${heelX + 22 + i * 20} ${n(top - 2)}v22`).join(''), accent),
      ribs(
        [0, 1, 2]
          .map((i) =>
            through([
              [350 + i * 40, ground - 6],
              [372 + i * 40, ground - 60],
              [360 + i * 40, ground - 118 * k + i * 10],
            ]),
          )
          .join(''),
        main,
      ),
      name
        ? ticks([190, ground], [190, top], 10, 1, 1) +
          span([190, ground], [190, top]) +
          label([168, (ground + top) / 2 + 8], name, { anchor: 'end' })
        : '',
      label(
        [heelX, 556],
        [
          pairs === null ? '' : `${n(pairs)} ${pairs === 1 ? 'pair' : 'pairs'}`,
          subject.words('compression').slice(0, 16),
          weightOf(subject),
        ]
          .filter(Boolean)
          .join(', '),
      ),
    ].join(''),
    facts: [
      name ? `${name} height` : '',
      pairs === null ? '' : `${n(pairs)} ${pairs === 1 ? 'pair' : 'pairs'}`,
      toes ? 'separate toes' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A cap from the side, or a beanie. */
export function drawHeadwear(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const beanie =
    /beanie|hat\b|headband/.test(
      `${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase(),
    ) && !/cap/.test(subject.product.title.toLowerCase());
  const brim = subject.number('brim', 'cm');
  const detail = { stroke: lineOn(main), width: 1.8 };
  const body = beanie
    ? [
        path(
          cornered(
            [
              [230, 400],
              [236, 260],
              [310, 150],
              [400, 124],
              [490, 150],
              [564, 260],
              [570, 400],
            ],
            [[230, 400]],
          ),
          { fill: main },
        ),
        rect(216, 362, 368, 88, 20, { fill: accent }),
        ribs([0, 1, 2, 3, 4, 5, 6, 7].map((i) => `M${250 + i * 43} 372v68`).join(''), accent),
      ]
    : [
        path(
          cornered(
            [
              [478, 372],
              [560, 366],
              [660, 388],
              [706, 420],
            ],
            [
              [700, 430],
              [600, 418],
              [470, 404],
            ],
          ),
          { fill: accent },
        ),
        path(
          cornered(
            [
              [196, 404],
              [186, 300],
              [232, 206],
              [330, 156],
              [430, 170],
              [488, 250],
              [500, 392],
            ],
            [
              [350, 412],
              [196, 404],
            ],
          ),
          { fill: main },
        ),
        path(
          through([
            [330, 157],
            [350, 270],
            [346, 406],
          ]) +
            through([
              [330, 157],
              [250, 250],
              [240, 402],
            ]) +
            through([
              [196, 378],
              [340, 386],
              [500, 368],
            ]),
          detail,
        ),
        path(
          cornered(
            [
              [370, 200],
              [430, 196],
              [470, 260],
            ],
            [
              [474, 340],
              [372, 348],
              [370, 200],
            ],
          ),
          { ...detail, stroke: shade(main, 0.3), dash: '0 11', width: 5 },
        ),
        circle([330, 157], 9, { fill: accent, width: 2 }),
        subject.is('reflective') ? reflectors([[230, 330]]) : '',
        brim === null
          ? ''
          : span([500, 462], [700, 462], 2.4) + label([600, 502], `${n(brim)} cm brim`, { anchor: 'middle' }),
      ];
  const words = [
    weightOf(subject),
    subject.number('upf') === null ? '' : `UPF ${n(subject.number('upf') ?? 0)}`,
  ].filter(Boolean);
  return {
    view: 'Side view',
    body: group(body.join('')) + label([190, 502], words.join(', ')),
    facts: [brim === null ? '' : `${n(brim)} cm brim`, ...words].filter(Boolean),
  };
}

/** A pair of gloves, laid flat. */
export function drawGloves(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const glove = (tip: string): string =>
    [
      path(
        cornered(
          [
            [196, 470],
            [202, 380],
            [180, 300],
            [150, 250],
          ],
          [
            [146, 222],
            [172, 214],
            [206, 254],
            [218, 272],
          ],
          [
            [222, 150],
            [240, 132],
            [256, 150],
            [260, 244],
          ],
          [
            [268, 118],
            [288, 100],
            [306, 118],
            [304, 244],
          ],
          [
            [316, 130],
            [334, 114],
            [350, 132],
            [344, 254],
          ],
          [
            [362, 180],
            [378, 168],
            [390, 186],
            [382, 290],
            [362, 380],
            [366, 470],
          ],
        ),
        { fill: main },
      ),
      path(`M222 176Q240 156 258 176L256 150Q240 122 222 150Z`, { fill: tip, width: 2 }),
      rect(188, 436, 186, 60, 10, { fill: accent }),
      ribs('M216 442v48M246 442v48M276 442v48M306 442v48M346 442v48', accent),
    ].join('');
  const words = [weightOf(subject), ...temperature(subject)].filter(Boolean);
  return {
    view: 'Flat lay',
    body:
      `<g transform="translate(24 0)">${glove(accent)}</g><g transform="matrix(-1 0 0 1 776 0)">${glove(accent)}</g>` +
      label([400, 560], words.join(', '), { anchor: 'middle' }),
    facts: [...words, subject.is('windproof') ? 'windproof' : ''].filter(Boolean),
  };
}

const temperature = (subject: Subject): readonly string[] => {
  const of = (key: string): number | null => {
    const one = subject.product.attributes.find((attribute) => attribute.key === key);
    return one?.kind === 'number' ? one.value : null;
  };
  const [low, high] = [of('temperature_min'), of('temperature_max')];
  return low === null || high === null ? [] : [`${n(low).replace('-', '−')} to ${n(high)} °C`];
};

/** Arm sleeves or gaiters: a pair of fabric tubes. */
export function drawTubes(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const gaiter = /gaiter/.test(`${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase());
  const tube = gaiter
    ? path(
        cornered(
          [
            [210, 180],
            [216, 300],
            [160, 420],
          ],
          [
            [260, 446],
            [372, 452],
            [404, 430],
          ],
          [
            [360, 300],
            [356, 180],
          ],
        ),
        { fill: main },
      ) +
      rect(202, 156, 162, 34, 10, { fill: accent }) +
      path('M160 420Q280 470 404 430', { stroke: lineOn(main), width: 1.8, dash: '6 5' }) +
      path('M388 424l26 14', { width: 8 }) +
      (subject.is('reflective') ? reflectors([[284, 320]]) : '')
    : path(
        cornered(
          [
            [226, 110],
            [222, 260],
            [250, 480],
          ],
          [
            [336, 480],
            [356, 280],
            [366, 110],
          ],
        ),
        { fill: main },
      ) +
      rect(218, 96, 156, 34, 10, { fill: accent }) +
      rect(246, 462, 94, 26, 8, { fill: accent }) +
      path(
        through([
          [296, 140],
          [290, 300],
          [294, 452],
        ]),
        { stroke: lineOn(main), width: 1.8, dash: '6 5' },
      ) +
      (subject.is('reflective') ? reflectors([[320, 430]]) : '');
  const words = [
    subject.number('pairs') === 1 ? '1 pair' : '',
    weightOf(subject),
    subject.number('upf') === null ? '' : `UPF ${n(subject.number('upf') ?? 0)}`,
    ...temperature(subject),
  ].filter(Boolean);
  return {
    view: 'Flat lay',
    body:
      tube +
      `<g transform="matrix(-1 0 0 1 800 0)">${tube}</g>` +
      label([400, 560], words.join(', '), { anchor: 'middle' }),
    facts: words,
  };
}

/** A sports bra, laid flat. */
export function drawBra(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const impact = subject.words('impact');
  const words = [impact ? `${impact.slice(0, 20)} impact` : '', weightOf(subject)].filter(Boolean);
  return {
    view: 'Flat lay',
    body: [
      path(
        symmetric(
          [
            [400, 208],
            [440, 200],
            [468, 100],
          ],
          [[506, 100]],
          [
            [512, 200],
            [548, 262],
            [566, 280],
          ],
          [[560, 420]],
          [[400, 430]],
        ),
        { fill: darker(main, 0.35) },
      ),
      path(
        symmetric(
          [
            [400, 262],
            [444, 238],
            [470, 100],
          ],
          [[508, 100]],
          [
            [516, 210],
            [566, 300],
          ],
          [[562, 440]],
          [[400, 452]],
        ),
        { fill: main },
      ),
      path('M238 404Q400 420 562 404L560 452Q400 466 240 452Z', { fill: accent }),
      path(
        symmetric(
          [
            [400, 262],
            [444, 240],
            [470, 104],
          ],
          [
            [482, 104],
            [460, 246],
            [400, 276],
          ],
        ),
        { fill: accent, width: 1.8 },
      ),
      path(
        through([
          [400, 278],
          [396, 340],
          [400, 404],
        ]) +
          through([
            [300, 380],
            [330, 330],
            [400, 312],
            [470, 330],
            [500, 380],
          ]),
        { stroke: lineOn(main), width: 1.8 },
      ),
      label([400, 530], words.join(', '), { anchor: 'middle' }),
    ].join(''),
    facts: words,
  };
}

/** Folding poles with a scale in centimetres. */
export function drawPoles(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const length = subject.number('length', 'cm');
  const reach = 4.6 * clamp(length ?? 120, 60, 145);
  const pole = (y: number): string =>
    [
      line([70 + reach, y], [78, y], { width: 11 }) +
        line([70 + reach, y], [78, y], { stroke: '#c9ced2', width: 5 }),
      line([70 + reach * 0.38, y], [70 + reach * 0.34, y], { width: 15 }) +
        line([70 + reach * 0.7, y], [70 + reach * 0.66, y], { width: 15 }),
      path(`M72 ${y - 13}q70 -8 118 2v22q-48 10 -118 2q-14 -13 0 -26z`, { fill: main }),
      path(
        round([
          [92, y + 12],
          [60, y + 52],
          [84, y + 66],
          [118, y + 14],
        ]),
        { stroke: accent, width: 5 },
      ),
      path(`M${n(70 + reach - 34)} ${y - 20}v40`, { width: 7 }) +
        path(`M${n(70 + reach)} ${y}h18`, { width: 4 }),
      line([130, y], [176, y], { stroke: lighter(main, 0.3), width: 2, dash: '3 7' }),
    ].join('');
  return {
    view: 'Side view',
    body:
      pole(190) +
      pole(310) +
      (length === null
        ? ''
        : ticks([70, 440], [70 + reach, 440], length, 2, 1) +
          span([70, 440], [70 + reach, 440]) +
          label([70, 496], `${n(length)} cm`, { size: 32 })) +
      label([730, 496], weightOf(subject) ? `${weightOf(subject)} the pair` : '', {
        anchor: 'end',
        weight: 400,
      }),
    facts: [
      length === null ? '' : `${n(length)} cm long`,
      subject.words('folded_length') ? `${subject.words('folded_length').slice(0, 20)} folded` : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}
