import { lighter, shade } from '#src/pictures/drawing/palette.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A balm stick, its cap beside it. */
export function drawBalm(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  const grams = subject.number('net_weight', 'g');
  const k = clamp(Math.cbrt((grams ?? 40) / 50), 0.62, 1.2);
  const [w, foot] = [170 * k, 470];
  const h = 260 * k;
  return {
    view: 'Drawing',
    body: [
      path(
        `M${n(330 - w * 0.4)} ${n(foot - h)}v${n(-60 * k)}q${n(w * 0.4)} ${n(-46 * k)} ${n(w * 0.8)} 0v${n(60 * k)}z`,
        { fill: main },
      ),
      rect(330 - w / 2, foot - h, w, h, 20, { fill: accent }),
      rect(330 - w * 0.36, foot - h * 0.8, w * 0.72, h * 0.46, 8, { fill: lighter(accent, 0.3), width: 2 }),
      rect(330 - w * 0.36, foot - 28 * k, w * 0.72, 28 * k, 6, { fill: shade(accent, 0.2) }),
      rect(540 - w / 2, foot - h * 0.56, w, h * 0.56, 18, { fill: shade(accent, 0.12) }),
      grams === null ? '' : label([330, 536], `${n(grams)} g`, { anchor: 'middle', size: 32 }),
    ].join(''),
    facts: [
      grams === null ? '' : `${n(grams)} g`,
      subject.number('servings') === null ? '' : `about ${n(subject.number('servings') ?? 0)} uses`,
    ].filter(Boolean),
  };
}
