import { lighter, shade } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { label, n, path } from '#src/pictures/drawing/svg.ts';

/** A roll of tape, its width to a scale of centimetres, its length told. */
export function drawTape(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  const wide = within(subject.number('width', 'cm'), 1, 8);
  const long = subject.number('length', 'm');
  const h = clamp(wide ?? 3.8, 1, 8) * 40;
  return {
    view: 'Drawing',
    body: [
      path(
        `M330 ${n(250 + 120)}H640l-10 ${n(h * 0.25)}l10 ${n(h * 0.25)}l-10 ${n(h * 0.25)}l10 ${n(h * 0.25)}H330Z`,
        { fill: lighter(main, 0.2) },
      ),
      path(`M170 250v${n(h)}A160 122 0 0 0 490 ${n(250 + h)}V250Z`, { fill: main }),
      `<ellipse cx="330" cy="250" rx="160" ry="122" fill="${lighter(main, 0.12)}"/><ellipse cx="330" cy="250" rx="128" ry="97" stroke="${shade(main, 0.3)}" stroke-width="1.8"/><ellipse cx="330" cy="250" rx="88" ry="66" fill="${accent}"/><ellipse cx="330" cy="254" rx="70" ry="50" fill="#fbf8f1"/>`,
      wide === null
        ? ''
        : ticks([690, 370], [690, 370 + h], wide, 0.5, -1) +
          span([690, 370], [690, 370 + h]) +
          label([690, 350], `${n(wide)} cm`, { anchor: 'middle' }),
      long === null ? '' : label([400, 560], `${n(long)} m`, { anchor: 'middle', size: 32 }),
    ].join(''),
    facts: [wide === null ? '' : `${n(wide)} cm wide`, long === null ? '' : `${n(long)} m long`].filter(
      Boolean,
    ),
  };
}
