import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weighAspects } from '#src/reviews/aspect-scores.ts';
import { learnAspects } from '#src/reviews/learn-aspects.ts';
import { ownersSay } from '#src/reviews/owners-say.ts';
import type { Review } from '#src/reviews/review.ts';
import { sentimentOf } from '#src/reviews/sentiment.ts';

const shoe = {
  title: 'Peat Claw',
  productType: 'Trail running shoe',
  attributes: [
    { key: 'gusset', label: 'Gusset', kind: 'words', values: ['full'] },
    { key: 'stack_height_heel', label: 'Stack height at the heel', kind: 'number', value: 24, unit: 'mm' },
  ],
} as const;
const review = (id: number, body: string, stars: Review['stars'] = 4): Review => ({
  id,
  productId: 1,
  sku: null,
  source: 'shop',
  verified: true,
  author: 'A',
  stars,
  title: '',
  body,
  fit: null,
  usedFor: '',
  writtenAt: new Date(0),
  reply: null,
});

describe('sentiment', () => {
  it.each([
    ['The grip is superb', 1, ['superb']],
    ['It was not comfortable', -1, ['not comfortable']],
    ['No blisters', 1, ['no blisters']],
    ['Nothing rubbed', 1, ['nothing rubbed']],
    ['It is too sweet', -1, ['too sweet']],
    ['It is not too sweet', 1, ['not too sweet']],
    ['Comfortable at work too', 1, ['comfortable']],
    ['They fell apart', -1, ['fell apart']],
    ['It has laces', 0, []],
    ['Doesn’t slip', 1, ["doesn't slip"]],
  ])('of "%s" is %i because of %j', (clause, score, because) =>
    expect(sentimentOf(clause)).toEqual({ score, because }),
  );
});

describe('aspects', () => {
  it('come from the lexicon, from the product’s own attributes and from the nouns owners come back to', () => {
    const reviews = [1, 2, 3].map((id) => review(id, 'I like the tongue. The foam is fine.'));
    const learned = learnAspects(shoe, reviews).filter((aspect) => aspect.learnedFrom !== 'lexicon');
    expect(learned.map((aspect) => [aspect.label, aspect.learnedFrom])).toEqual([
      ['Gusset', 'attribute'],
      ['Tongue', 'reviews'],
    ]);
  });

  it('are weighed clause by clause, one vote a review, and every sentence counted is listed with its reason', () => {
    const reviews = [
      review(1, 'Great grip, but the fit is narrow. The grip is good.'),
      review(2, 'The grip is terrible.'),
    ];
    const scores = weighAspects(reviews, learnAspects(shoe, reviews));
    const grip = scores.find((score) => score.aspect.key === 'grip');
    expect(grip).toMatchObject({ praise: 1, complaints: 1 });
    expect(grip?.mentions).toEqual([
      { reviewId: 1, sentence: 'Great grip, but the fit is narrow.', score: 1, because: ['great'] },
      { reviewId: 1, sentence: 'The grip is good.', score: 1, because: ['good'] },
      { reviewId: 2, sentence: 'The grip is terrible.', score: -1, because: ['terrible'] },
    ]);
    expect(scores.find((score) => score.aspect.key === 'fit')).toMatchObject({ praise: 0, complaints: 1 });
  });
});

describe('what owners say', () => {
  it('keeps a line for the one complaint among many praises, and for the one praise among complaints', () => {
    const praised = [1, 2, 3, 4, 5].map((id) =>
      review(id, 'The grip is great on wet grass. The foam is soft and good.'),
    );
    const lines = ownersSay(shoe, [...praised, review(9, 'The zip broke in the first week.', 1)]);
    const complaint = lines.flatMap((line) => line.quotes).find((quote) => quote.critical);
    expect(complaint).toMatchObject({
      text: 'The zip broke in the first week.',
      anchor: 'review-9',
      stars: 1,
    });
    const blamed = [1, 2].map((id) => review(id, 'The fit is narrow and it pinched.', 1));
    const other = ownersSay(shoe, [...blamed, review(3, 'The grip is great on rock.')]);
    expect(other.flatMap((line) => line.quotes.map((quote) => quote.critical)).toSorted()).toEqual([
      false,
      true,
    ]);
  });

  it('shows a complaint even where its sentence is quoted as praise of something else', () => {
    const [comfort, fit] = ownersSay(shoe, [review(1, 'Comfortable, although the fit is loose.', 3)]);
    expect([comfort?.label, fit?.label]).toEqual(['Comfort', 'Fit']);
    expect(fit?.quotes).toMatchObject([{ critical: true, text: 'Comfortable, although the fit is loose.' }]);
  });

  it('invents no word: every quote stands so in the review it names', () => {
    const words = fc.constantFrom(
      'grip',
      'fit',
      'The',
      'great',
      'narrow',
      'but',
      'not',
      'broke.',
      'foam',
      '<b>',
      '\n',
      'soft!',
      '👟',
    );
    const body = fc.array(words, { minLength: 3, maxLength: 40 }).map((all) => all.join(' '));
    let quotes = 0;
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 6 }), (bodies) => {
        const reviews = bodies.map((one, id) => review(id, one));
        for (const line of ownersSay(shoe, reviews)) {
          for (const quote of line.quotes) {
            quotes += 1;
            expect(reviews[quote.reviewId]?.body).toContain(quote.text);
          }
        }
      }),
    );
    expect(quotes).toBeGreaterThan(20);
  });

  it('quotes no sentence with an address in it', () => {
    const lines = ownersSay(
      shoe,
      [1, 2].map((id) => review(id, 'Great grip, see https://spam.test for more.')),
    );
    expect(lines).toEqual([]);
  });
});
