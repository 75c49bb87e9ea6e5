import { straight, through } from './curve.ts';
import type { Product } from '#src/catalog/product.ts';
import { pictureMark } from './drawn-once.ts';
import { drawingFor } from './kinds.ts';
import { drawShoe } from './shoe.ts';
import { darker, lighter, luminance } from './palette.ts';
import { leader, ticks } from './ruler.ts';
import { type ShoeFacts, shoeFacts } from './shoe-facts.ts';
import { GROUND, SCALE, soleOf, solePath } from './sole.ts';
import { type Subject, subjectOf } from './subject.ts';
import { ink, label, line, n, path, rect, sheet } from './svg.ts';
import { upperLines } from './upper-lines.ts';

export interface Overlay {
  readonly svg: string;
  readonly alt: string;
}

/** Whether both are drawn as shoes from the side and state the heights that an overlay shows. */
export function canOverlay(a: Product, b: Product): boolean {
  return [a, b].every(
    (product) =>
      drawingFor(product) === drawShoe && shoeFacts(subjectOf(product, product.variants[0])).measured,
  );
}

/** The overlay as a page shows it: its address with the mark of the drawing, and what it shows, for the eye and in words. */
export function overlayOf(
  a: Product,
  b: Product,
): { readonly url: string; readonly alt: string; readonly caption: string } {
  const { svg, alt } = drawOverlay(a, b);
  const slugs = [a, b].map(({ slug }) => encodeURIComponent(slug)).join('-vs-');
  return { url: `/pictures/compare/${slugs}.svg?v=${pictureMark(svg)}`, alt, caption: captionOf(a, b) };
}

function captionOf(a: Product, b: Product): string {
  const [one, two] = [a, b].map((product) => shoeFacts(subjectOf(product, product.variants[0])));
  if (!one || !two) return '';
  const by = (x: number, y: number, higher: string, lower: string): string =>
    x === y ? `as high` : `${n(Math.abs(x - y))} mm ${x > y ? higher : lower}`;
  const drops = [one, two].map((facts) => n(facts.heel - facts.forefoot));
  return (
    `${a.title} in colour, ${b.title} as an outline over it, at one scale. ` +
    `At the heel ${a.title} stands ${by(one.heel, two.heel, 'higher', 'lower')} (${n(one.heel)} and ${n(two.heel)} mm), ` +
    `at the forefoot ${by(one.forefoot, two.forefoot, 'higher', 'lower')} (${n(one.forefoot)} and ${n(two.forefoot)} mm). ` +
    (drops[0] === drops[1]
      ? `Both drop ${drops[0]} mm.`
      : `The drop is ${drops[0]} mm against ${drops[1]} mm.`)
  );
}

/** The two shoes in one drawing at one scale: the first as flat colour, the second as an outline over it. */
export function drawOverlay(a: Product, b: Product): Overlay {
  const [first, second] = [subjectOf(a, a.variants[0]), subjectOf(b, b.variants[0])];
  const [one, two] = [shoeFacts(first), shoeFacts(second)];
  const { main } = first.palette;
  const tint = luminance(main) > 0.6 ? darker(main, 0.22) : lighter(main, 0.25);
  const edge = { stroke: darker(tint, 0.25), width: 2 };
  const body = [
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
  const alt = `Side view of the ${a.title.slice(0, 80)} in colour with the outline of the ${b.title.slice(0, 80)} over it, at one scale: ${figures(one)} against ${figures(two)}`;
  return { svg: sheet(body, alt), alt };
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
  (facts.measured
    ? label([770, y], `${n(facts.heel)} / ${n(facts.forefoot)} mm, drop ${n(facts.heel - facts.forefoot)}`, {
        anchor: 'end',
        weight: 400,
      })
    : '');

const figures = (facts: ShoeFacts): string =>
  facts.measured
    ? `${n(facts.heel)} mm heel, ${n(facts.forefoot)} mm forefoot, ${n(facts.heel - facts.forefoot)} mm drop`
    : 'heights not stated';
