import { drawSole } from './draw-sole.ts';
import { leader, span, ticks } from '#src/pictures/drawing/ruler.ts';
import { shoeFacts } from './shoe-facts.ts';
import { drawSlide } from './slide.ts';
import { GROUND, SCALE, type Sole, soleOf } from './sole.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { type Point, label, line, n } from '#src/pictures/drawing/svg.ts';
import { drawUpper } from './upper.ts';

const LEFT = 44;

const RIGHT = 756;

/** A shoe from the side, heel left, every shoe at the same scale, with its stack heights and drop measured. */
export function drawShoe(subject: Subject): Drawing {
  const facts = shoeFacts(subject);
  const sole = soleOf(facts);
  const upper =
    facts.style === 'slide'
      ? drawSlide(sole, subject.palette)
      : drawUpper(sole, subject.palette, subject.id, mannerOf(subject.product.brand ?? ''));
  const ground = line([LEFT, GROUND], [RIGHT, GROUND], { width: 1.6 });
  return {
    view: 'Side view',
    body:
      (facts.measured ? rulers(sole) : '') +
      ground +
      upper +
      drawSole(sole, subject.palette) +
      captions(sole),
    facts: factWords(sole),
  };
}

/** Scales of 60 mm at heel and toe, a hairline at either stack height, and the drop between the two at the right. */
function rulers({ facts, place, heelAt, forefootAt }: Sole): string {
  const y = (mm: number): number => GROUND - mm * SCALE;
  const up = (x: number): Point => [x, y(60)];
  const drop = Math.round((facts.heel - facts.forefoot) * 10) / 10;
  return [
    ticks([LEFT, GROUND], up(LEFT), 60, 2, -1),
    ticks([RIGHT, GROUND], up(RIGHT), 60, 2, 1),
    leader([LEFT, y(facts.heel)], place(heelAt, facts.heel)),
    leader([RIGHT, y(facts.heel)], place(heelAt, facts.heel)),
    leader([RIGHT, y(facts.forefoot)], place(forefootAt, facts.forefoot)),
    span([LEFT, GROUND], [LEFT, y(facts.heel)]),
    span([RIGHT, GROUND], [RIGHT, y(facts.forefoot)]),
    drop === 0 ? '' : span([RIGHT - 16, y(facts.forefoot)], [RIGHT - 16, y(facts.heel)], 2.4),
    leader([RIGHT - 16, y(facts.heel) - 8], [RIGHT - 16, y(80) + 12]),
    label([RIGHT + 14, y(80)], `${n(drop)} mm drop`, { anchor: 'end' }),
  ].join('');
}

function captions({ facts }: Sole): string {
  const low = GROUND + 44;
  const middle = [
    facts.lug > 0 ? `${n(facts.lug)} mm lugs` : '',
    facts.pins > 0 ? `${facts.pins} pins` : '',
    facts.plate === 'none' ? '' : `${facts.plate} plate`,
  ].filter(Boolean);
  return [
    facts.measured ? label([LEFT - 14, low], `${n(facts.heel)} mm heel`) : '',
    facts.measured ? label([RIGHT + 14, low], `${n(facts.forefoot)} mm forefoot`, { anchor: 'end' }) : '',
    label([380, low], middle.slice(0, facts.measured ? 1 : 2).join(', '), { anchor: 'middle', weight: 400 }),
  ].join('');
}

function factWords({ facts }: Sole): readonly string[] {
  return [
    facts.measured ? `${n(facts.heel)} mm at the heel` : '',
    facts.measured ? `${n(facts.forefoot)} mm at the forefoot` : '',
    facts.measured ? `${n(facts.heel - facts.forefoot)} mm drop` : '',
    facts.lug > 0 ? `${n(facts.lug)} mm lugs` : '',
    facts.pins > 0 ? `${facts.pins} spike pins` : '',
    facts.plate === 'none' ? '' : `${facts.plate} plate`,
    facts.waterproof ? 'waterproof upper' : '',
    facts.lacing === 'laces' ? '' : facts.lacing === 'none' ? 'no laces' : 'quick-lace',
  ].filter(Boolean);
}

/** Shoes of one brand share the cut of their side panel: 0, 1 or 2. */
const mannerOf = (brand: string): number =>
  [...brand].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 3;
