import { cornered, through } from '#src/pictures/drawing/curve.ts';
import { ribs } from '../strokes/garment-marks.ts';
import { apart } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

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
