import { straight } from '#src/pictures/drawing/curve.ts';
import { type Sole, range } from './sole.ts';
import { ink, path } from '#src/pictures/drawing/svg.ts';

/** Lugs at their true depth: deep ones stand wide apart to shed mud. */
export function lugs(sole: Sole, rubber: string): string {
  const { facts, place, bottom } = sole;
  const { lug, length: L } = facts;
  const [wide, gap] = [6.4 + lug * 0.5, 2.6 + lug * 0.75];
  const drawn: string[] = [];
  for (let x = 9; x < L - 8; x += wide + gap) {
    const arch = x > L * 0.38 && x < L * 0.47;
    if (arch) continue;
    const lean = x < L * 0.4 ? -1 : 1; // heel lugs brake, the others push
    const end = Math.min(x + wide, L - 4);
    const y = (at: number): number => bottom(at) + lug + 2;
    drawn.push(
      straight(
        [
          place(x, y(x)),
          place(x + 1 + Math.max(0, lean) * 1.2, bottom(x + 1)),
          place(end - 1 + Math.min(0, lean) * 1.2, bottom(end - 1)),
          place(end, y(end)),
        ],
        true,
      ),
    );
  }
  return path(drawn.join(''), { fill: rubber, width: 2 });
}

/** Pins under the forefoot; half of them can be seen from the side. They stand in the track, below the ground line. */
export function pins(sole: Sole): string {
  const { facts, place, bottom } = sole;
  const seen = Math.ceil(facts.pins / 2) + 1;
  const xs = range(facts.length * 0.62, facts.length * 0.9, seen - 1);
  const d = xs.map((x) =>
    straight(
      [
        place(x - 2.6, bottom(x) + facts.lug + 2),
        place(x, bottom(x) - 6.5),
        place(x + 2.6, bottom(x) + facts.lug + 2),
      ],
      true,
    ),
  );
  return path(d.join(''), { fill: '#d9dcdf', stroke: ink, width: 2 });
}
