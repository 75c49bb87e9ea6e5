import { cornered, straight, trace } from '#src/pictures/drawing/curve.ts';
import { reflectors } from '../strokes/garment-marks.ts';
import { symmetric } from '../strokes/mirror.ts';
import { apart, darker, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

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
    trace('452 92, 520 104, 548 160, 540 240, 556 330, 554 480'),
    trace('452 488, 438 400, 436 240, 420 150'),
    [[452, 92]],
  );
  const other = cornered(
    trace('348 92, 280 104, 252 160, 260 240, 244 330, 246 480'),
    trace('348 488, 362 400, 364 240, 380 150'),
    [[348, 92]],
  );
  const back = symmetric(
    trace('400 120, 452 92'),
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
      subject.is('reflective') ? reflectors(trace('500 160, 300 160')) : '',
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
        [volume === null ? '' : `${n(volume)} ml of water`, weightOf(subject)].filter(Boolean).join(', '),
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
