import { straight, through } from '#src/pictures/drawing/curve.ts';
import { darker, lighter, luminance } from '#src/pictures/drawing/palette.ts';
import { leader, ticks } from '#src/pictures/drawing/ruler.ts';
import type { Comparison } from '#src/pictures/drawing/shapes.ts';
import { type ShoeFacts, shoeFacts } from './shoe-facts.ts';
import { GROUND, SCALE, soleOf, solePath } from './sole.ts';
import type { Subject } from '#src/pictures/drawing/subject.ts';
import { ink, label, line, n, path, rect } from '#src/pictures/drawing/svg.ts';
import { upperLines } from './upper-lines.ts';

/**
 * Two shoes in one drawing at one scale: the first as flat colour, the second as an outline over it. Null where one
 * does not state the heights that this shows.
 */
export function compareShoes(first: Subject, second: Subject): Comparison | null {
  const [one, two] = [shoeFacts(first), shoeFacts(second)];
  if (!one.measured || !two.measured) return null;
  const [a, b] = [first.product.title, second.product.title];
  return {
    body: overlay(first, one, second, two),
    alt: `Side view of the ${a.slice(0, 80)} in colour with the outline of the ${b.slice(0, 80)} over it, at one scale: ${figures(one)} against ${figures(two)}`,
    caption: captionOf(a, one, b, two),
  };
}

function captionOf(a: string, one: ShoeFacts, b: string, two: ShoeFacts): string {
  const by = (x: number, y: number, higher: string, lower: string): string =>
    x === y ? `as high` : `${n(Math.abs(x - y))} mm ${x > y ? higher : lower}`;
  const drops = [one, two].map((facts) => n(facts.heel - facts.forefoot));
  return (
    `${a} in colour, ${b} as an outline over it, at one scale. ` +
    `At the heel ${a} stands ${by(one.heel, two.heel, 'higher', 'lower')} (${n(one.heel)} and ${n(two.heel)} mm), ` +
    `at the forefoot ${by(one.forefoot, two.forefoot, 'higher', 'lower')} (${n(one.forefoot)} and ${n(two.forefoot)} mm). ` +
    (drops[0] === drops[1]
      ? `Both drop ${drops[0]} mm.`
      : `The drop is ${drops[0]} mm against ${drops[1]} mm.`)
  );
}

function overlay(first: Subject, one: ShoeFacts, second: Subject, two: ShoeFacts): string {
  const { main } = first.palette;
  const tint = luminance(main) > 0.6 ? darker(main, 0.22) : lighter(main, 0.25);
  const edge = { stroke: darker(tint, 0.25), width: 2 };
  return [
    ticks([44, GROUND], [44, GROUND - 60 * SCALE], 60, 2, -1),
    line([44, GROUND], [756, GROUND], { width: 1.6 }),
    path(silhouette(one), { fill: tint, ...edge }),
    path(solePath(soleOf(one)), { fill: lighter(tint, 0.6), ...edge }),
    path(rim(two), { width: 3.4 }),
    path(solePath(soleOf(two)), { width: 3.4 }),
    leader([44, GROUND - one.heel * SCALE], soleOf(one).place(0, one.heel)),
    leader([44, GROUND - two.heel * SCALE], soleOf(two).place(0, two.heel)),
    rect(30, 494, 26, 26, 4, { fill: tint, stroke: tint }),
    rect(30, 540, 26, 26, 4, { stroke: ink }),
    legend(first, one, 515),
    legend(second, two, 561),
  ].join('');
}

function silhouette(facts: ShoeFacts): string {
  return upperLines(soleOf(facts)).outline;
}

/** The upper's outline without its foot, which the sole's own line stands for. */
function rim(facts: ShoeFacts): string {
  const { back, collar, throat, toe } = upperLines(soleOf(facts));
  return through(back) + through(collar) + straight(throat) + through(toe);
}

const legend = ({ product }: Subject, facts: ShoeFacts, y: number): string =>
  label([72, y], product.title.slice(0, 26)) +
  label([770, y], `${n(facts.heel)} / ${n(facts.forefoot)} mm, drop ${n(facts.heel - facts.forefoot)}`, {
    anchor: 'end',
    weight: 400,
  });

const figures = (facts: ShoeFacts): string =>
  `${n(facts.heel)} mm heel, ${n(facts.forefoot)} mm forefoot, ${n(facts.heel - facts.forefoot)} mm drop`;
