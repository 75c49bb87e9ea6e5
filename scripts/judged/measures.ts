/** Gains of a ranking from its first place on; `undefined` where nobody judged the document. */
export type RankedGains = readonly (number | undefined)[];

const discounted = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

/** NDCG with linear gains and the query's own ideal; unjudged counts 0. 0 where the ideal is 0. */
export function ndcg(ranked: RankedGains, judged: Iterable<number>, at = 10): number {
  const ideal = discounted([...judged].sort((a, b) => b - a).slice(0, at));
  return ideal > 0 ? discounted(ranked.slice(0, at).map((gain) => gain ?? 0)) / ideal : 0;
}

/** NDCG of the ranking with every unjudged document taken out (condensed list). */
export const judgedNdcg = (ranked: RankedGains, judged: Iterable<number>, at = 10): number =>
  ndcg(
    ranked.filter((gain) => gain !== undefined),
    judged,
    at,
  );

/** Share of the documents with the query's top grade that stand among the first `at`. */
export function recall(ranked: RankedGains, judged: Iterable<number>, at = 100): number {
  const all = [...judged];
  const top = Math.max(...all);
  const found = ranked.slice(0, at).filter((gain) => gain === top).length;
  return top > 0 ? found / all.filter((gain) => gain === top).length : 0;
}

/** One over the place of the first document with the query's top grade; 0 where none was found. */
export function reciprocalRank(ranked: RankedGains, judged: Iterable<number>): number {
  const top = Math.max(...judged);
  const place = ranked.indexOf(top);
  return place < 0 ? 0 : 1 / (place + 1);
}

const FIRST_SIGHT = 5;

/** Whether the first five disappoint: the first is worth nothing, or all hold less than half of what the best five would. */
export function isBadAtFirstSight(ranked: RankedGains, judged: Iterable<number>): boolean {
  const sum = (gains: RankedGains) =>
    gains.slice(0, FIRST_SIGHT).reduce<number>((total, gain) => total + (gain ?? 0), 0);
  const best = sum([...judged].sort((a, b) => b - a));
  return !ranked[0] || sum(ranked) < best / 2;
}

export const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

export interface Interval {
  readonly difference: number;
  readonly from: number;
  readonly to: number;
}

/** Paired bootstrap of mean(a) - mean(b) over the same queries: the middle 95 % of `draws` resamples. */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  random: () => number,
  draws = 2_000,
): Interval {
  const differences = a.map((value, at) => value - (b[at] ?? 0));
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let n = 0; n < differences.length; n += 1)
      sum += differences[Math.floor(random() * differences.length)] ?? 0;
    return sum / Math.max(1, differences.length);
  }).sort((x, y) => x - y);
  return {
    difference: mean(differences),
    from: means[Math.floor(draws * 0.025)] ?? 0,
    to: means[Math.ceil(draws * 0.975) - 1] ?? 0,
  };
}
