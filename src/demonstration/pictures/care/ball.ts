import { lighter, lineOn } from '#src/pictures/drawing/palette.ts';
import { bottomRuler } from '../strokes/measured.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { circle, n, path } from '#src/pictures/drawing/svg.ts';

/** A massage ball, or a pair of them, over a scale in centimetres. */
export function drawBall(subject: Subject): Drawing {
  const { main } = subject.palette;
  const stated = within(subject.number('diameter', 'cm'), 3, 14);
  const scale = 40;
  const r = (clamp(stated ?? 7, 3, 14) * scale) / 2;
  const two = Object.values(subject.variant.options).some((value) => /\b(?:2|two|pair)\b/i.test(value));
  const ball = (x: number): string =>
    circle([x, 262], r, { fill: main }) +
    path(
      `M${n(x - r * 0.86)} ${n(262 - r * 0.5)}Q${n(x)} 262 ${n(x - r * 0.86)} ${n(262 + r * 0.5)}M${n(x + r * 0.86)} ${n(262 - r * 0.5)}Q${n(x)} 262 ${n(x + r * 0.86)} ${n(262 + r * 0.5)}`,
      { stroke: lineOn(main), width: 2.4 },
    ) +
    circle([x - r * 0.1, 262 - r * 0.5], r * 0.1, { fill: lighter(main, 0.4), stroke: lighter(main, 0.4) });
  const xs = two ? [400 - r - 14, 400 + r + 14] : [400];
  return {
    view: 'Drawing',
    body:
      xs.map(ball).join('') + (stated === null ? '' : bottomRuler((xs[0] ?? 400) - r, stated, 440, scale)),
    facts: [
      two ? 'two balls' : '',
      stated === null ? '' : `${n(stated)} cm across`,
      subject.words('firmness').slice(0, 20),
      weightOf(subject),
    ].filter(Boolean),
  };
}
