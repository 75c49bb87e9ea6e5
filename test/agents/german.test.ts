import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn, type AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf, type Part } from '#agents/shopping/parts.ts';
import type { Shop } from '#src/shop.ts';
import { germanShop } from './german-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await germanShop();
});
afterAll(() => shop.close());

/** The answers to turns that are said one after the other. */
async function say(...turns: readonly string[]) {
  const visitorId = nanoid();
  const answers: AnsweredTurn[] = [];
  for (const text of turns)
    answers.push(
      await answerTurn({
        shop,
        visitorId,
        conversationId: answers.at(-1)?.conversationId ?? null,
        text,
        report: (error) => {
          throw error;
        },
      }),
    );
  return answers.map(({ parts }) => ({
    text: textOf(parts).replace(/\s/g, ' '),
    titles: part(parts, 'data-products')?.data.cards.map(({ title }) => title) ?? [],
    lines: part(parts, 'data-cart')?.data.lines.map((one) =>
      `${one.quantity} ${one.title} ${one.variant}`.trim(),
    ),
    handOff: part(parts, 'data-handoff')?.data.text ?? null,
    chips: part(parts, 'data-chips')?.data.chips.map(({ label }) => label) ?? [],
    all: JSON.stringify(parts),
  }));
}
const part = <Type extends Part['type']>(parts: readonly Part[], type: Type) =>
  parts.find((one): one is Extract<Part, { type: Type }> => one.type === type);

describe('the conversation of a German shop', () => {
  it('finds by price, material and color, and says so in German', async () => {
    const [tables] = await say('Ich suche einen Tisch aus Eiche unter 1.200 €');
    expect(tables?.titles[0]).toBe('Esstisch Lund');
    expect(tables?.titles).not.toContain('Esstisch Fjord');
    expect(tables?.text).toContain('349 €');
    const [lamps] = await say('Habt ihr rote Lampen bis 100 Euro?');
    expect(lamps?.titles).toEqual(['Stehlampe Mond']);
    const [all] = await say('zeig mir alles zwischen 50 und 100 Euro');
    expect(all?.titles.toSorted()).toEqual(['Stehlampe Mond', 'Teekanne Kiesel']);
    const [without] = await say('Lampen ohne Metall');
    expect(without?.titles).toEqual(['Stehlampe Halm']);
  });

  it('goes on from what was said', async () => {
    const [, cheaper] = await say('Was kostet der Esstisch Fjord?', 'zu teuer, was Günstigeres?');
    expect(cheaper?.titles).toContain('Esstisch Lund');
    const [white, less, all] = await say(
      'zeig mir Lampen in Weiß',
      'nur die unter 100',
      'vergiss das Budget',
    );
    expect(white?.titles.toSorted()).toEqual(['Stehlampe Halm', 'Stehlampe Mond']);
    expect(less?.titles).toEqual(['Stehlampe Mond']);
    expect(all?.titles).toHaveLength(2);
  });

  it('fills, changes and empties the cart', async () => {
    const answers = await say(
      'Stehlampe Mond',
      'Leg sie in Rot in den Warenkorb',
      'mach zwei daraus',
      'Was ist in meinem Warenkorb?',
      'Nimm sie wieder raus',
    );
    expect(answers.map(({ lines }) => lines)).toEqual([
      undefined,
      ['1 Stehlampe Mond Rot'],
      ['2 Stehlampe Mond Rot'],
      ['2 Stehlampe Mond Rot'],
      [],
    ]);
    expect(answers[3]?.text).toContain('2 × Stehlampe Mond (Rot), je 89,90 €, 179,80 €');
    expect(answers[4]?.text).toContain('Ihr Warenkorb ist leer');
  });

  it('tells what a thing comes in, what is stated of it and what is not to be had', async () => {
    const [colors] = await say('In welchen Farben gibt es die Stehlampe Mond?');
    expect(colors?.text).toContain('Schwarz, Weiß, Rot');
    const [, size] = await say('Schürze Anni', 'gibt es die Schürze auch in XL?');
    expect(size?.text).toContain('S, M, L');
    const [dimmed] = await say('Ist die Stehlampe Mond dimmbar?');
    expect(dimmed?.text).toContain('dimmbar');
    const [gone] = await say('Ist die Teekanne Moos lieferbar?');
    expect(gone?.text).toContain('ausverkauft');
  });

  it('answers from what the shop has written', async () => {
    const [shipping] = await say('Was kostet der Versand?');
    expect(shipping?.text).toContain('5,90 €');
    const [returns] = await say('Wie lange kann ich etwas zurückgeben?');
    expect(returns?.text).toContain('45 Tage');
  });

  it('says plainly what is not sold, as it was written', async () => {
    const [none] = await say('Verkauft ihr Fahrräder?');
    expect(none?.text).toContain('„fahrräder“');
    expect(none?.titles).toEqual([]);
  });

  it('hands over to a person, at once where a lawyer is named', async () => {
    const [person] = await say('Ich möchte mit einem Menschen sprechen');
    expect(person?.handOff).toMatch(/^Ein Mensch antwortet/);
    const [angry] = await say('Die Lampe kam kaputt an, sonst gehe ich zum Anwalt');
    expect(angry?.handOff).not.toBeNull();
  });

  it('speaks no English', async () => {
    const answers = await say(
      'Guten Tag',
      'Teekannen',
      'etwas Günstigeres',
      'Vergleiche Teekanne Bach und Teekanne Kiesel',
      'die erste in den Warenkorb',
      'Verkauft ihr Fahrräder?',
      'Danke',
    );
    for (const { text, chips } of answers)
      expect(`${text} ${chips.join(' ')}`).not.toMatch(/\b(?:the|with|and|cart|nothing|less|add|what)\b/i);
  });
});
