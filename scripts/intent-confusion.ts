import { trainIntents } from '#agents/shopping/understand/intent-classifier.ts';
import type { Example, Intent } from '#agents/shopping/understand/intent-examples.ts';

export interface Misread {
  readonly example: Example;
  readonly as: Intent;
}

export interface LeftOut {
  readonly turns: number;
  readonly misread: readonly Misread[];
}

const FOLDS = 4;
const MOST_PAIRS = 6;

/** Reads every labelled turn with what was learned from the others: each fourth is left out in its turn. */
export function leftOutScores(examples: readonly Example[]): LeftOut {
  const misread = Array.from({ length: FOLDS }, (_, fold) => {
    const read = trainIntents(examples.filter((_, at) => at % FOLDS !== fold));
    return examples
      .filter((_, at) => at % FOLDS === fold)
      .flatMap((example): readonly Misread[] => {
        const as = read(example.say)[0].intent;
        return as === example.intent ? [] : [{ example, as }];
      });
  }).flat();
  return { turns: examples.length, misread };
}

/** How many left-out turns are read right, and what is most often taken for what. */
export function confusionOf({ turns, misread }: LeftOut): string {
  const pairs = Map.groupBy(misread, ({ example, as }) => `${example.intent} read as ${as}`);
  const most = [...pairs].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST_PAIRS);
  const right = ((1 - misread.length / turns) * 100).toFixed(1);
  return [
    `${right} % of left-out turns read right`,
    ...most.map(([pair, all]) => `  ${all.length} × ${pair}`),
  ].join('\n');
}
