import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BLOCK_BITS,
  listOf,
  stepsOf,
  type PostingList,
} from '#src/search/engine/data-structures/posting-list.ts';
import type { TermGroup } from '#src/search/engine/engine.ts';
import { openTextEngine } from '#src/search/engine/text/open-text-engine.ts';
import { gatherTexts, startsOf } from '#src/search/engine/text/prefix-index.ts';
import { openScoreSheet } from '#src/search/engine/text/score-sheet.ts';
import { onlyThese, textContract, type TextDocument, type TextEngines } from './text-contract.ts';

/** Posting lists of those documents, as an index would keep them. */
function postingsOf(documents: readonly TextDocument[]): ReadonlyMap<number, PostingList> {
  const blocks = new Map<number, Map<number, number[]>>();
  for (const { id, terms } of documents.toSorted((a, b) => a.id - b.id)) {
    for (const [term, impact] of terms) {
      const of = blocks.get(term) ?? new Map<number, number[]>();
      blocks.set(term, of);
      const number = id >>> BLOCK_BITS;
      const low = id & (2 ** BLOCK_BITS - 1);
      of.set(number, [...(of.get(number) ?? []), ((low << BLOCK_BITS) | stepsOf(impact)) >>> 0]);
    }
  }
  return new Map(
    [...blocks].map(([term, of]) => [
      term,
      listOf([...of].map(([number, posts]) => ({ number, posts: Uint32Array.from(posts) }))),
    ]),
  );
}

const ours: TextEngines = {
  ranking(documents) {
    const all = postingsOf(documents);
    const read = (terms: readonly number[]) =>
      Promise.resolve(new Map([...all].filter(([term]) => terms.includes(term))));
    return openTextEngine(read, openScoreSheet());
  },
  completion(texts) {
    const gathered = gatherTexts((word) => word);
    for (const text of texts) gathered.add(text);
    return gathered.inOrder();
  },
};

/** Loops over everything, and nothing else. */
const naive: TextEngines = {
  ranking: (documents) => ({
    rank({ groups, matching, most, coverage }) {
      const total = groups.reduce((sum, group) => sum + group.idf, 0);
      const scored = documents.flatMap(({ id, terms }) => {
        if (matching && matching.marks(id)[id] !== 1) return [];
        const best = groups.map(({ alternatives }) =>
          Math.max(0, ...alternatives.map(({ term, weight }) => (terms.get(term) ?? 0) * weight)),
        );
        const covered = groups.reduce((sum, group, at) => sum + ((best[at] ?? 0) > 0 ? group.idf : 0), 0);
        const words = best.reduce((sum, one) => sum + one, 0);
        return words > 0 ? [{ document: id, score: words * (covered / total) ** coverage }] : [];
      });
      return Promise.resolve(
        scored.toSorted((a, b) => b.score - a.score || a.document - b.document).slice(0, most),
      );
    },
  }),
  completion: (texts) => ({
    size: texts.length,
    find: (starts, most, passedOver = () => false) =>
      texts
        .flatMap((text, at) =>
          starts.every((start) => startsOf(text).some((word) => word.startsWith(start))) && !passedOver(at)
            ? [at]
            : [],
        )
        .slice(0, most),
    completed: (start) => {
      const all = texts.flatMap((text) => [...new Set(startsOf(text))]);
      if (all.includes(start)) return start;
      const begun = [...new Set(all)].filter((word) => word.startsWith(start)).toSorted();
      const held = (word: string) => all.filter((one) => one === word).length;
      return begun.toSorted((a, b) => held(b) - held(a))[0] ?? null;
    },
  }),
};

describe.each([
  ['the engine', ours],
  ['the plainest one that keeps the contract', naive],
])('ranking and completing text, %s', (_, engines) => {
  for (const one of textContract) it(one.name, () => one.holds(engines));
});

it('ranks as the plainest engine does, whatever is held and asked', async () => {
  const impact = fc.integer({ min: 1, max: 8 }).map((eighths) => eighths / 8 - 2 ** -15);
  const document = fc.record({
    id: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 65_500, max: 65_600 })),
    terms: fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 6 }), impact), {
        selector: ([term]) => term,
        minLength: 1,
      })
      .map((entries) => new Map(entries)),
  });
  const group: fc.Arbitrary<TermGroup> = fc.record({
    alternatives: fc.uniqueArray(
      fc.record({ term: fc.integer({ min: 1, max: 8 }), weight: fc.constantFrom(0.25, 0.5, 1, 2) }),
      { selector: ({ term }) => term, minLength: 1, maxLength: 3 },
    ),
    idf: fc.constantFrom(0.5, 1, 2),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 30 }),
      fc.array(group, { maxLength: 4 }),
      fc.option(fc.array(fc.integer({ min: 1, max: 65_600 }), { maxLength: 20 })),
      fc.constantFrom(0.5, 1, 2),
      async (documents, groups, some, coverage) => {
        const ids = some && [...some, ...documents.slice(0, 5).map(({ id }) => id)];
        const query = { groups, matching: ids && onlyThese(...ids), most: 50, coverage };
        const [mine, plain] = await Promise.all(
          [ours, naive].map(async (engines) => (await engines.ranking(documents)).rank(query)),
        );
        const scores = (found = mine) => new Map(found?.map((one) => [one.document, one.score]));
        expect([...scores(mine).keys()].sort()).toEqual([...scores(plain).keys()].sort());
        for (const [document, score] of scores(plain))
          expect(scores(mine).get(document)).toBeCloseTo(score, 3);
        const ordered = mine?.map((one) => one.score) ?? [];
        expect(ordered).toEqual(ordered.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 200 },
  );
});
