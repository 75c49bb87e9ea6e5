import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { drawBottoms } from './apparel/bottoms.ts';
import { drawBra } from './apparel/bra.ts';
import { drawGloves } from './apparel/gloves.ts';
import { drawCap } from './apparel/cap.ts';
import { drawSock } from './apparel/sock.ts';
import { drawTop } from './apparel/top.ts';
import { drawTubes } from './apparel/tubes.ts';
import { drawVisibility } from './apparel/visibility.ts';
import { drawBall } from './care/ball.ts';
import { drawBalm } from './care/balm.ts';
import { drawBoots } from './care/boots.ts';
import { drawMassageGun } from './care/massage-gun.ts';
import { drawRoller } from './care/roller.ts';
import { drawTape } from './care/tape.ts';
import { drawTin } from './care/tin.ts';
import { drawShoe } from './footwear/shoe.ts';
import { drawBelt } from './gear/belt.ts';
import { drawChestStrap } from './gear/chest-strap.ts';
import { drawHeadlamp } from './gear/headlamp.ts';
import { drawHeadphones } from './gear/headphones.ts';
import { drawPack } from './gear/pack.ts';
import { drawPoles } from './gear/poles.ts';
import { drawVessel } from './gear/vessel.ts';
import { drawWatch } from './gear/watch.ts';
import { drawBar } from './nutrition/bar.ts';
import { drawCapsules } from './nutrition/capsules.ts';
import { drawChews } from './nutrition/chews.ts';
import { drawGel } from './nutrition/gel.ts';
import { drawPouch } from './nutrition/pouch.ts';
import { drawTablets } from './nutrition/tablets.ts';

type Draw = (subject: Subject) => Drawing;

/** A vest that carries water is a pack, any other a garment. */
const drawVest: Draw = (subject) =>
  (subject.product.categoryPath[0] === 'Hydration' ? drawPack : drawTop)(subject);

/** Which drawing a product type of the demonstration gets. */
export const kinds: ReadonlyMap<string, Draw> = new Map(
  (
    [
      [
        drawShoe,
        'Road running shoe, Stability shoe, Racing shoe, Track spike, Cross-country spike, Trail running shoe',
      ],
      [drawShoe, "Recovery slide, Walking shoe, Kids' running shoe, Kids' trail shoe"],
      [
        drawTop,
        'Running tee, Singlet, Sun hoodie, Wind jacket, Running jacket, Waterproof jacket, Base layer',
      ],
      [drawBottoms, 'Running shorts, Half tights, Running tights'],
      [drawBra, 'Sports bra'],
      [drawVest, 'Running vest'],
      [drawSock, 'Compression sock, Running sock, Toe sock'],
      [drawTubes, 'Trail gaiters, Arm sleeves'],
      [drawCap, 'Running cap'],
      [drawGloves, 'Running gloves'],
      [drawVisibility, 'Reflective vest'],
      [drawBelt, 'Hydration belt, Race belt'],
      [drawPoles, 'Folding poles'],
      [
        drawVessel,
        'Soft flask, Handheld bottle, Bottle, Insulated bottle, Hydration bladder, Technical wash',
      ],
      [drawGel, 'Energy gel, Fruit gel'],
      [drawChews, 'Energy chew'],
      [drawBar, 'Energy bar'],
      [drawPouch, 'Drink mix, Recovery drink'],
      [drawTablets, 'Electrolyte tablet'],
      [drawCapsules, 'Sodium capsule'],
      [drawBalm, 'Anti-chafe balm'],
      [drawTape, 'Blister tape'],
      [drawTin, 'Foot powder'],
      [drawRoller, 'Foam roller, Massage stick'],
      [drawBall, 'Massage ball'],
      [drawMassageGun, 'Massage gun'],
      [drawBoots, 'Compression boots'],
      [drawWatch, 'GPS watch'],
      [drawHeadlamp, 'Headlamp'],
      [drawHeadphones, 'Headphones'],
      [drawChestStrap, 'Heart-rate strap'],
    ] as const
  ).flatMap(([draw, types]) => types.split(', ').map((type) => [type, draw] as const)),
);
