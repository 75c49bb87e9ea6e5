import { describe, expect, it } from 'vitest';
import { trainIntents } from '#agents/shopping/understand/intent-classifier.ts';
import { intents, readExamples } from '#agents/shopping/understand/intent-examples.ts';

const examples = readExamples();

describe('the labelled turns', () => {
  it('hold at least five of every intent and no turn twice', () => {
    for (const intent of intents)
      expect(examples.filter((example) => example.intent === intent).length, intent).toBeGreaterThanOrEqual(
        5,
      );
    const says = examples.map((example) => example.say.toLowerCase());
    expect(says.filter((say, at) => says.indexOf(say) !== at)).toEqual([]);
  });
});

describe('intents learned from them', () => {
  const classify = trainIntents(
    examples,
    new Set(['shoes', 'shoe', 'trail', 'waterproof', 'gels', 'gel', 'socks']),
  );

  it('answers chances that add up to one, best first, with the signs that spoke for it', () => {
    const [first, ...rest] = classify('do you ship to Mexico?');
    expect(first.intent).toBe('policy');
    expect(first.because.length).toBeGreaterThan(0);
    expect([first, ...rest].reduce((sum, one) => sum + one.score, 0)).toBeCloseTo(1);
  });

  it.each([
    ['put the third one in my cart', 'cart-add'],
    ['kindly remove the socks from my basket', 'cart-remove'],
    ['what have i got in my cart', 'cart-view'],
    ['let us start over', 'start-over'],
    ['is it waterproof?', 'product-question'],
    ['compare the second and the fourth', 'compare'],
    ['tell me a funny joke', 'off-topic'],
    ['could I speak with a person', 'person'],
    ['show me waterproof trail shoes', 'find'],
    ['thanks a lot', 'thanks'],
  ])('%s is %s', (say, intent) => {
    expect(classify(say)[0].intent).toBe(intent);
  });

  it('tells words that belong to an intent from words that turns of every kind share', () => {
    const [asked] = classify('let me speak with a colleague');
    const [said] = classify('sort the letters of your answer');
    expect(asked).toMatchObject({ intent: 'person' });
    expect(asked.firm).toBeGreaterThan(0.5);
    expect(said.intent === 'person' ? said.firm : 0).toBeLessThan(0.2);
  });

  it('gives the same scores whenever it is learned', () => {
    const again = trainIntents(examples, new Set(['shoes']));
    const once = trainIntents(examples, new Set(['shoes']));
    expect(again('only wide ones')).toEqual(once('only wide ones'));
  });

  it.each(['', '🏃‍♀️', 'constructor __proto__', 'x'.repeat(5_000)])('survives %j', (say) => {
    expect(classify(say)[0].score).toBeGreaterThan(0);
  });
});
