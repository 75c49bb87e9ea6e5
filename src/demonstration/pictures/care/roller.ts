import { apart, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { CM, bottomRuler } from '../strokes/measured.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, line, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A foam roller or a massage stick over a scale in centimetres. */
export function drawRoller(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const stated = within(subject.number('length', 'cm'), 12, 62);
  const length = clamp(stated ?? 40, 12, 62);
  const stick = /stick|pin/.test(
    `${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase(),
  );
  const w = length * CM;
  const x = 400 - w / 2;
  const across = clamp(subject.number('diameter', 'cm') ?? 14, 4, 22) * CM;
  const y = 270;
  const beads = Array.from({ length: 7 }, (_, i) =>
    rect(x + w * 0.24 + (w * 0.52 * i) / 7, y - 30, (w * 0.52) / 7 - 4, 60, 12, { fill: main }),
  ).join('');
  const grooves = Array.from(
    { length: Math.round(length / 5) },
    (_, i) =>
      `M${n(x + across * 0.3 + (i * (w - across * 0.4)) / Math.round(length / 5))} ${n(y - across / 2)}q18 ${n(across / 2)} 0 ${n(across)}`,
  ).join('');
  const body = stick
    ? line([x + 20, y], [x + w - 20, y], { width: 13 }) +
      rect(x, y - 22, w * 0.23, 44, 20, { fill: accent }) +
      rect(x + w * 0.77, y - 22, w * 0.23, 44, 20, { fill: accent }) +
      beads
    : path(
        `M${n(x + across * 0.2)} ${n(y - across / 2)}H${n(x + w - across * 0.2)}A${n(across * 0.2)} ${n(across / 2)} 0 0 1 ${n(x + w - across * 0.2)} ${n(y + across / 2)}H${n(x + across * 0.2)}Z`,
        { fill: main },
      ) +
      path(grooves, { stroke: lineOn(main), width: 1.8 }) +
      `<ellipse cx="${n(x + across * 0.2)}" cy="${y}" rx="${n(across * 0.2)}" ry="${n(across / 2)}" fill="${accent}"/><ellipse cx="${n(x + across * 0.2)}" cy="${y}" rx="${n(across * 0.12)}" ry="${n(across * 0.3)}" fill="${shade(main, 0.3)}"/>`;
  return {
    view: 'Side view',
    body:
      body +
      (stated === null ? '' : bottomRuler(x, length, 420)) +
      label([x + w, 474], weightOf(subject), { anchor: 'end', weight: 400 }),
    facts: [
      stated === null ? '' : `${n(length)} cm long`,
      subject.words('firmness').slice(0, 20),
      weightOf(subject),
    ].filter(Boolean),
  };
}
