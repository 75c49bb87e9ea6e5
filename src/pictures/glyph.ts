import type { Attribute } from '#src/catalog/product.ts';
import { straight, through, trace } from './curve.ts';
import { lighter } from './palette.ts';
import type { Drawing, Subject } from './subject.ts';
import { circle, label, path, rect } from './svg.ts';

const untold = /shelf|warranty|durability|duration|year|recycled|age/;

/** A thing the shop has no drawing for: a plain figure of its class and its two main numbers. */
export function drawGlyph(subject: Subject): Drawing {
  const { product, variant, palette } = subject;
  const name = (product.productType ?? product.categoryPath.at(-1) ?? '').trim();
  const numbers = [...variant.attributes, ...product.attributes]
    .filter(
      (one): one is Attribute & { kind: 'number' } =>
        one.kind === 'number' && Math.abs(one.value) < 1e9 && !untold.test(one.key),
    )
    .filter((one, at, all) => all.findIndex((other) => other.key === one.key) === at)
    .slice(0, 2);
  const told = numbers.map((one) => ({
    figure: [String(one.value), one.unit].filter(Boolean).join(' ').slice(0, 14),
    what: one.label.slice(0, 22),
  }));
  const draw = figures.find(([word]) => word.test(name.toLowerCase()))?.[1] ?? plain;
  const top = told.length ? 0 : 60;
  return {
    view: 'Drawing',
    body: [
      `<g transform="translate(0 ${top})">${draw(palette.main, lighter(palette.accent, 0.2))}</g>`,
      ...told.map(({ figure, what }, at) => {
        const x = told.length === 1 ? 400 : 270 + at * 260;
        return (
          label([x, 490], figure, { anchor: 'middle', size: 44 }) +
          label([x, 530], what, { anchor: 'middle', size: 22, weight: 400 })
        );
      }),
    ].join(''),
    facts: told.map(({ figure, what }) => `${what.toLowerCase()} ${figure}`),
  };
}

type Figure = (main: string, accent: string) => string;

/** A parcel: some thing or other. */
const plain: Figure = (main, accent) =>
  path('M400 110L520 175V305L400 370L280 305V175Z', { fill: main }) +
  path('M400 110L520 175L400 240L280 175Z', { fill: accent }) +
  path('M400 240V370M340 142L460 208V250');

const figures: readonly (readonly [RegExp, Figure])[] = [
  [
    /\bring\b|bangle|bracelet/,
    (m, a) =>
      circle([400, 265], 92, { width: 33 }) +
      circle([400, 265], 92, { stroke: m, width: 27 }) +
      path(straight(trace('360 145, 375 110, 425 110, 440 145, 400 178'), true), { fill: a }),
  ],
  [
    /necklace|pendant|chain|collier/,
    (m) =>
      path(through(trace('290 90, 310 210, 400 310, 490 210, 510 90')), { width: 5 }) +
      path(straight(trace('400 310, 365 350, 400 400, 435 350'), true), { fill: m }),
  ],
  [
    /earring|stud|hoop/,
    (m) => [320, 480].map((x) => path(`M${x} 130V190`) + circle([x, 245], 55, { fill: m })).join(''),
  ],
  [
    /phone|handset/,
    (m, a) => rect(325, 90, 150, 310, 22, { fill: m }) + rect(338, 104, 124, 282, 12, { fill: a }),
  ],
  [
    /tablet|reader/,
    (m, a) => rect(290, 90, 220, 310, 16, { fill: m }) + rect(306, 108, 188, 274, 6, { fill: a }),
  ],
  [
    /laptop|notebook/,
    (m, a) =>
      rect(265, 130, 270, 190, 12, { fill: m }) +
      rect(280, 145, 240, 160, 4, { fill: a }) +
      path('M225 320H575L560 350H240Z', { fill: m }),
  ],
  [
    /monitor|television|\btv\b|display|screen/,
    (m, a) =>
      rect(225, 110, 350, 215, 10, { fill: m }) +
      rect(240, 125, 320, 185, 4, { fill: a }) +
      path('M400 325V385M330 385H470'),
  ],
  [
    /camera|lens/,
    (m, a) =>
      rect(255, 150, 290, 200, 18, { fill: m }) +
      path('M340 150L360 115H440L460 150', { fill: m }) +
      circle([400, 252], 72, { fill: a }) +
      circle([400, 252], 40, { fill: m }),
  ],
  [
    /speaker|radio/,
    (m, a) =>
      rect(305, 90, 190, 310, 18, { fill: m }) +
      circle([400, 160], 34, { fill: a }) +
      circle([400, 290], 68, { fill: a }) +
      circle([400, 290], 26, { fill: m }),
  ],
  [
    /cable|charger|adapter|power/,
    (m, a) =>
      path(through(trace('400 320, 400 390, 300 380, 290 300')), { width: 6 }) +
      rect(345, 190, 110, 130, 18, { fill: m }) +
      rect(362, 130, 22, 60, 4, { fill: a }) +
      rect(416, 130, 22, 60, 4, { fill: a }),
  ],
  [
    /keyboard/,
    (m, a) =>
      rect(215, 180, 370, 150, 16, { fill: m }) +
      path('M240 215H560M240 255H560', { stroke: a, width: 22, dash: '0 36' }) +
      path('M320 297H480', { stroke: a, width: 20 }),
  ],
  [/mouse/, (m, a) => rect(330, 110, 140, 250, 70, { fill: m }) + rect(390, 150, 20, 56, 10, { fill: a })],
  [
    /book|magazine/,
    (m, a) => rect(305, 100, 200, 280, 6, { fill: m }) + rect(305, 100, 32, 280, 6, { fill: a }),
  ],
];
