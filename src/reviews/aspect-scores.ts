import type { Aspect } from './learn-aspects.ts';
import type { Review } from './review.ts';
import { clausesOf, holds, sentencesOf, wordsIn } from './sentences.ts';
import { sentimentOf } from './sentiment.ts';

/** One sentence of a review that speaks of an aspect, as it stands there, and why it counts as it does. */
export interface Mention {
  readonly reviewId: number;
  readonly sentence: string;
  readonly score: number;
  readonly because: readonly string[];
}

/** What the reviews say of one aspect: one vote a review, and every sentence that was counted. */
export interface AspectScore {
  readonly aspect: Aspect;
  readonly praise: number;
  readonly complaints: number;
  readonly mentions: readonly Mention[];
}

const MOST_READ = 2_000; // characters of one review

type Said = Pick<Review, 'id' | 'title' | 'body'>;

/** Weighs aspect by aspect, the most spoken of first. Sentences that neither praise nor complain are not counted. */
export function weighAspects(reviews: readonly Said[], aspects: readonly Aspect[]): readonly AspectScore[] {
  const mentions = new Map<Aspect, Mention[]>();
  for (const review of reviews) {
    for (const sentence of sentencesOf(`${review.title}\n${review.body.slice(0, MOST_READ)}`)) {
      for (const [aspect, { score, because }] of saidIn(sentence, aspects)) {
        const known = mentions.get(aspect) ?? [];
        known.push({ reviewId: review.id, sentence, score, because });
        mentions.set(aspect, known);
      }
    }
  }
  return [...mentions]
    .map(([aspect, all]): AspectScore => {
      const votes = [...Map.groupBy(all, (mention) => mention.reviewId).values()].map((own) =>
        own.reduce((sum, mention) => sum + mention.score, 0),
      );
      return {
        aspect,
        praise: votes.filter((vote) => vote > 0).length,
        complaints: votes.filter((vote) => vote < 0).length,
        mentions: all,
      };
    })
    .toSorted(
      (a, b) => b.praise + b.complaints - (a.praise + a.complaints) || (a.aspect.key < b.aspect.key ? -1 : 1),
    );
}

function saidIn(sentence: string, aspects: readonly Aspect[]) {
  const said = new Map<Aspect, { score: number; because: string[] }>();
  for (const clause of clausesOf(sentence)) {
    const words = wordsIn(clause);
    const meant = aspects.filter((aspect) => words.some((word) => holds(aspect.words, word)));
    if (meant.length === 0) continue;
    const { score, because } = sentimentOf(clause);
    if (score === 0) continue;
    for (const aspect of meant) {
      const known = said.get(aspect) ?? { score: 0, because: [] };
      said.set(aspect, { score: known.score + score, because: [...known.because, ...because] });
    }
  }
  return [...said].filter(([, { score }]) => score !== 0);
}
