import type { Product } from '#src/catalog/product.ts';
import { drawBall } from './ball.ts';
import { drawStick } from './balm.ts';
import { drawBar } from './bar.ts';
import { drawBelt } from './belt.ts';
import { drawBoots } from './boots.ts';
import { drawBottoms } from './bottoms.ts';
import { drawBra } from './bra.ts';
import { drawCapsules } from './capsules.ts';
import { drawChestStrap } from './chest-strap.ts';
import { drawChews } from './chews.ts';
import { drawGel } from './gel.ts';
import { drawGloves } from './gloves.ts';
import { drawGlyph } from './glyph.ts';
import { drawHeadlamp } from './headlamp.ts';
import { drawHeadphones } from './headphones.ts';
import { drawHeadwear } from './headwear.ts';
import { drawMassageGun } from './massage-gun.ts';
import { drawPack } from './pack.ts';

import { drawPoles } from './poles.ts';
import { drawPouch } from './pouch.ts';
import { drawRoller } from './roller.ts';
import { drawShoe } from './shoe.ts';
import { drawSock } from './sock.ts';
import type { Draw } from './subject.ts';

import { drawTablets } from './tablets.ts';
import { drawTape } from './tape.ts';
import { drawTin } from './tin.ts';
import { drawTop } from './top.ts';
import { drawTubes } from './tubes.ts';
import { drawVessel } from './vessel.ts';
import { drawVisibility } from './visibility.ts';
import { drawWatch } from './watch.ts';

/**
 * Which drawing a thing gets: the first row whose word stands in the merchant's own name for its class. A second
 * word must stand in the category path as well.
 */
const kinds: readonly (readonly [RegExp, Draw, RegExp?])[] = [
  [/gaiter|arm (?:sleeve|warmer)|calf sleeve/, drawTubes],
  [/\bsocks?\b/, drawSock],
  [/compression boot|recovery boot/, drawBoots],
  [
    /(?:running|trail|racing|track|road|walking|stability|kids['’]?.*|training|hiking|sports?|gym|tennis|athletic|casual) (?:shoe|boot)|^shoes?$|trainers?\b|sneaker|\bspikes?$|\bslides?$|sandal|racing flat/,
    drawShoe,
  ],
  [/reflective (?:vest|gilet|bib)|hi-?vis/, drawVisibility],
  [/\bvests?\b|\bpacks?\b|backpack/, drawPack, /hydrat|pack|bag/],
  [/hydration belt|race belt|running belt|waist (?:belt|pack)|number belt/, drawBelt],
  [/massage stick|roller/, drawRoller],
  [/massage ball|trigger.?point/, drawBall],
  [/massage gun|percussi/, drawMassageGun],
  [/bottle|flask|bladder|reservoir|handheld|wash\b|detergent/, drawVessel],
  [/\bgels?\b/, drawGel, /nutri|food|energy|gel/],
  [/\bchews?\b|gumm/, drawChews],
  [/\bbars?\b/, drawBar, /nutri|food|snack|bar/],
  [/tablet/, drawTablets, /nutri|electrolyt|health|supplement|drink/],
  [/capsule|softgel/, drawCapsules],
  [/drink mix|recovery drink|protein|shake\b|drink powder|electrolyte/, drawPouch],
  [/balm|chafe|stick/, drawStick, /care|chafe|skin|body/],
  [/\btapes?\b/, drawTape],
  [/powder/, drawTin],
  [/watch/, drawWatch],
  [/head ?(?:lamp|torch)/, drawHeadlamp],
  [/heart.?rate|chest strap/, drawChestStrap],
  [/headphone|earbud|earphone|headset/, drawHeadphones],
  [/pole/, drawPoles, /pole|trek|accessor|hik/],
  [/\bbras?\b/, drawBra],
  [/glove|mitten/, drawGloves],
  [/\bcaps?\b|beanie|\bhats?\b|visor|headband/, drawHeadwear],
  [/short\b|shorts\b|tights?\b|legging|trouser|pants?\b|jogger/, drawBottoms],
  [
    /tee\b|t-shirt|shirt|singlet|tank|\btops?\b|base ?layer|hoodie|jacket|vest\b|gilet|sweater|fleece|pullover|jersey|anorak|windbreaker/,
    drawTop,
  ],
];

/** The drawing for a product's class; a plain figure where the shop has none. Never refuses. */
export function drawingFor(product: Product): Draw {
  const path = product.categoryPath.map((level) => level.toLowerCase());
  for (const name of [product.productType?.toLowerCase() ?? '', path.at(-1) ?? '']) {
    const whole = [name, ...path].join(' ');
    const found = kinds.find(([word, , also]) => word.test(name) && (!also || also.test(whole)));
    if (found) return found[1];
  }
  return drawGlyph;
}
