import type { JudgedSet } from './judged-set.ts';
import { isBadAtFirstSight, judgedNdcg, mean, ndcg, recall, reciprocalRank } from './measures.ts';
import type { SearchSystem } from './search-system.ts';

/** Figures of one system over every query; the lists hold one number a query, in the same order for every system. */
export interface Measured {
  readonly name: string;
  readonly note: string;
  readonly ndcg10: number;
  readonly judgedNdcg10: number;
  readonly recall100: number;
  readonly mrr: number;
  /** The share of queries whose first five disappoint; unjudged documents count as worth nothing. */
  readonly badAtFirstSight: number;
  readonly cpuMsPerQuery: number;
  readonly indexDocsPerSecond: number;
  readonly indexBytes: number | null;
  readonly perQuery: {
    readonly ndcg: readonly number[];
    readonly judged: readonly number[];
    readonly bad: readonly boolean[];
  };
}

const WARM_UP = 300; // other queries before the clock runs: the engines compile themselves while they are used
const WORDS = 3; // of a document's title make one of those

/** Beginnings of titles, picked evenly. */
const othersOf = ({ docs }: JudgedSet): readonly string[] =>
  Array.from({ length: WARM_UP }, (_, at) => {
    const doc = docs[Math.floor((at * docs.length) / WARM_UP)];
    return doc?.title.split(' ').slice(0, WORDS).join(' ') ?? '';
  });

/** Builds the system's index over the set and asks it every query. CPU is the whole process's, every thread. */
export async function measureSystem(
  system: SearchSystem,
  set: JudgedSet,
  progress: (done: number, of: number) => void,
): Promise<Measured> {
  const startedAt = performance.now();
  const note = await system.index(progress);
  const seconds = (performance.now() - startedAt) / 1000;
  for (const text of othersOf(set)) await system.search(text);
  const answers: (readonly string[])[] = [];
  const before = process.cpuUsage();
  for (const query of set.queries) answers.push(await system.search(query.text));
  const used = process.cpuUsage(before);
  const scored = set.queries.map((query, at) => {
    const gains = set.gains.get(query.id) ?? new Map<string, number>();
    const ranked = (answers[at] ?? []).map((doc) => gains.get(doc));
    const judged = [...gains.values()];
    return {
      ndcg: ndcg(ranked, judged),
      judged: judgedNdcg(ranked, judged),
      recall: recall(ranked, judged),
      mrr: reciprocalRank(ranked, judged),
      bad: isBadAtFirstSight(ranked, judged),
    };
  });
  return {
    name: system.name,
    note,
    ndcg10: mean(scored.map((one) => one.ndcg)),
    judgedNdcg10: mean(scored.map((one) => one.judged)),
    recall100: mean(scored.map((one) => one.recall)),
    mrr: mean(scored.map((one) => one.mrr)),
    badAtFirstSight: mean(scored.map((one) => Number(one.bad))),
    cpuMsPerQuery: (used.user + used.system) / 1000 / Math.max(1, set.queries.length),
    indexDocsPerSecond: set.docs.length / seconds,
    indexBytes: await system.size(),
    perQuery: {
      ndcg: scored.map((one) => one.ndcg),
      judged: scored.map((one) => one.judged),
      bad: scored.map((one) => one.bad),
    },
  };
}
