import { through } from '#src/pictures/drawing/curve.ts';
import { apart, lighter, lineOn } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { clipped, group, label, line, n, path } from '#src/pictures/drawing/svg.ts';
import { FOOT, bladderOf, bottleOf, flaskOf, jugOf } from './vessel-shapes.ts';

/** Bottles, soft flasks, handhelds and bladders at one scale, with a scale in millilitres. */
export function drawVessel(subject: Subject): Drawing {
  const name = `${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase();
  const stated = within(subject.number('volume', 'ml') ?? subject.number('capacity', 'ml'), 50, 5000);
  const volume = clamp(stated ?? 500, 50, 5000);
  const soft = /soft|flask/.test(name) && !/insulat|vacuum/.test(name);
  const bladder = /bladder|reservoir/.test(name);
  const k = bladder ? clamp(Math.cbrt(volume / 2000), 0.6, 1.12) : clamp(Math.cbrt(volume / 650), 0.5, 1.12);
  const shape = bladder
    ? bladderOf(k)
    : soft
      ? flaskOf(k)
      : /wash|laundry|liquid|detergent/.test(name)
        ? jugOf(k)
        : bottleOf(k, subject.is('insulated'));
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const opaque = subject.is('insulated');
  const height = shape.full - shape.base;
  const water = opaque ? main : lighter(main, 0.1);
  const x = shape.half + 400 + 54;
  return {
    view: 'Drawing',
    body: [
      shape.back?.(accent, main) ?? '',
      path(shape.body, { fill: opaque ? main : lighter(main, 0.62) }),
      clipped(subject.id, shape.body),
      opaque
        ? ''
        : group(path(`M100 ${n(shape.full)}H700V600H100Z`, { fill: water, width: 2 }), { clip: subject.id }),
      group(shape.marks.map((d) => path(d, { stroke: lineOn(main), width: 1.8 })).join(''), {
        clip: subject.id,
      }),
      path(shape.body),
      shape.cap(accent),
      /handheld/.test(name) ? strap(shape.half, accent) : '',
      stated === null
        ? ''
        : ticks([x, shape.base], [x, shape.full], volume, volume > 1200 ? 100 : 50, 1) +
          span([x, shape.base], [x, shape.full]) +
          label([x + 26, shape.base + height / 2], `${n(volume)} ml`, { size: 32 }) +
          label(
            [x + 26, shape.base + height / 2 + 30],
            volume > 1200 ? 'a mark each 100' : 'a mark each 50',
            { weight: 400, size: 22 },
          ),
    ].join(''),
    facts: [
      stated === null ? '' : `holds ${n(volume)} ml`,
      opaque ? 'insulated' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}

const strap = (half: number, accent: string): string => {
  const d = through([
    [400 - half + 10, FOOT - 250],
    [400 - half - 66, FOOT - 210],
    [400 - half - 66, FOOT - 110],
    [400 - half + 10, FOOT - 70],
  ]);
  return (
    path(d, { width: 30 }) +
    path(d, { stroke: accent, width: 24 }) +
    line([400 - half - 74, FOOT - 160], [400 - half - 56, FOOT - 160], { width: 1.8, dash: '4 4' })
  );
};
