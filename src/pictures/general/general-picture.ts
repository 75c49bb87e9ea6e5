import { keyFigures } from '#src/catalog/key-figures.ts';
import { leader, roundStep, span, ticks } from '../drawing/ruler.ts';
import type { Drawing, Subject } from '../drawing/subject.ts';
import { label, n } from '../drawing/svg.ts';
import { type Front, body, frontAt, lid, scaleIn } from './body.ts';
import { measure, quantityOf } from './measure.ts';
import { monogramOf } from './monogram.ts';
import { seedOf } from '../drawing/seed.ts';
import { type Size, sizeOf } from './size.ts';
import type { Stretch } from './stated-sides.ts';
import { swatches } from './swatches.ts';

/**
 * The picture of any product that has no photograph: a parcel in the product's colour, under the paper of its category,
 * with its initials. In its true proportions with rulers where its size is stated; else with what else is measured.
 */
export function generalPicture(subject: Subject): Drawing {
  const size = sizeOf(subject);
  return size ? sized(subject, size) : unsized(subject);
}

/** A product's own body: its paper by category, else by brand, so that things of one kind look akin. */
export function parcel({ product, palette, id }: Subject, front: Front): string {
  const kind = product.productType || product.categoryPath.at(-1) || product.brand || '';
  const paper = { palette, kind: seedOf(kind.toLowerCase()), own: seedOf(product.slug) };
  return body(front, paper, monogramOf(product.title, product.brand), `${id}-${n(front.x)}`);
}

const TOP = 46;
const FOOT = 490;
const LIFT = 0.38; // share of the air above a body that goes below it

function sized(subject: Subject, size: Size): Drawing {
  const [left, right] = [roomFor(size.height), roomFor(size.depth)];
  const rim = lid({ shape: size.shape, w: 800 - left - right });
  const field = { x: left, y: TOP + rim, w: 800 - left - right, h: FOOT - TOP - 2 * rim };
  const scale = scaleIn(field.w, field.h, size);
  const standing = frontAt(field, scale, size);
  const air = standing.y - standing.back - field.y;
  const front = { ...standing, y: standing.y - air * LIFT };
  return {
    view: 'Drawing',
    body: parcel(subject, front) + rulers(front, size) + swatches(subject, 764, 564),
    facts: size.facts,
  };
}

/** Px beside a body for the figure of a stretch. */
const roomFor = (stretch: Stretch | null): number => Math.max(160, 70 + (stretch?.told.length ?? 0) * 21);

function rulers(front: Front, size: Size): string {
  const { x, y, w, h, back } = front;
  const [low, left] = [y + h + lid(front) + 22, x - 22];
  const step = roundStep(size.width.length, w);
  const upright = roundStep(size.height.length, h);
  const scaled = size.hasUnit;
  return [
    scaled ? ticks([x, low], [x + w, low], size.width.length, step, 1) : '',
    span([x, low], [x + w, low], 2.4),
    label([x + w / 2, low + 48], size.width.told, { anchor: 'middle', size: 32 }),
    size.shape === 'disc'
      ? ''
      : (scaled ? ticks([left, y + h], [left, y], size.height.length, upright, -1) : '') +
        span([left, y + h], [left, y], 2.4) +
        label([left - 20, y + h / 2 + 11], size.height.told, { anchor: 'end', size: 32 }),
    size.depth && back > 1
      ? leader([x + w + 14, y + h + 6], [x + w + back + 14, y + h - back + 6]) +
        label([x + w + back / 2 + 30, y + h - back / 2 + 22], size.depth.told, { size: 32 })
      : '',
  ].join('');
}

const flat = (x: number, y: number, w: number, h: number): Front => ({ x, y, w, h, back: 0, shape: 'block' });

function unsized(subject: Subject): Drawing {
  const quantity = quantityOf(subject);
  const figures = quantity ? [] : keyFigures(subject.product, subject.variant, 2, 'en');
  const below = quantity || figures.length > 0;
  const front = below ? flat(160, 56, 480, 360) : flat(136, 102, 528, 396);
  return {
    view: 'Drawing',
    body: [
      parcel(subject, front),
      quantity ? measure(quantity, front.x, 448, front.w) : '',
      ...figures.map(({ text, label: what }, at) => {
        const x = figures.length === 1 ? 400 : 280 + at * 240;
        return (
          label([x, 482], text.slice(0, 14), { anchor: 'middle', size: 44 }) +
          label([x, 520], what.slice(0, 22), { anchor: 'middle', size: 24, weight: 400 })
        );
      }),
      swatches(subject, 764, 564),
    ].join(''),
    facts: quantity
      ? [quantity.fact]
      : figures.map(({ text, label: what }) => `${what.toLowerCase()} ${text.slice(0, 14)}`),
  };
}
