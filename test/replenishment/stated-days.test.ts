import { expect, it } from 'vitest';
import type { Attribute } from '#src/catalog/product.ts';
import { statedDays } from '#src/replenishment/stated-days.ts';

const number = (label: string, value: number, unit: string | null = null): Attribute => ({
  key: label.toLowerCase().replaceAll(' ', '_'), label, kind: 'number', value, unit,
}); // prettier-ignore
const said = (label: string, ...values: string[]): Attribute => ({
  key: label.toLowerCase().replaceAll(' ', '_'), label, kind: 'words', values,
}); // prettier-ignore

it.each<[string, Attribute[], number | null]>([
  ['as told', [number('A pack lasts about', 28, 'days')], 28],
  ['in weeks', [number('Lasts', 6, 'weeks')], 42],
  ['as a supply', [number('Supply', 3, 'months')], 90],
  ['by portions and how many a day', [number('Servings', 60), said('Dose', '2 capsules a day')], 30],
  ['by portions once a day', [number('Number of applications', 40), said('Directions', 'Daily')], 40],
  [
    'by portions with a unit',
    [number('Content', 30, 'servings'), number('Servings', 30, 'servings'), said('Use', 'once per day')],
    30,
  ],
  ['not by how long it keeps', [number('Shelf life', 24, 'months')], null],
  ['not by a part of it', [number('Battery lasts', 14, 'days')], null],
  ['not by hours', [number('Lasts', 8, 'hours')], null],
  ['not by portions alone', [number('Servings', 60)], null],
  ['not by two different doses', [number('Servings', 60), said('Dose', '2 a day', '3 a day')], null],
  ['not beyond a year', [number('Lasts', 5, 'months'), number('Supply', 900, 'days')], 150],
])('tells how long one lasts %s', (_, attributes, days) => {
  expect(statedDays({ attributes }, { attributes: [] })).toBe(days);
});

it('lets a choice say it of itself', () => {
  const [small, large] = [28, 70].map((days) => ({ attributes: [number('Lasts', days, 'days')] }));
  expect(
    [small, large].map(
      (choice) => choice && statedDays({ attributes: [number('Lasts', 1, 'days')] }, choice),
    ),
  ).toEqual([28, 70]);
});
