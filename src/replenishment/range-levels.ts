import { dueWindow, MIDDLE_HALF, partPassed, toldWindow, type RangeLevels } from './due-window.ts';
import { lawOf, learnPriors, type IntervalLaw, type IntervalPriors } from './interval-law.ts';
import { countBefore, type PurchaseDays } from './purchase-days.ts';

const CUTS = 6;
const APART = 45; // days between two looks back
const LATEST_DAYS = 270;
const LEAST_EVENTS = 40;
const ROUNDS = 6;
const MAYBE_TOLD_DAYS = 60; // wider by the law alone, it is told under no levels

/** A law as it stood on an earlier day, and what came of it. */
interface Look {
  readonly law: IntervalLaw;
  readonly elapsed: number;
  /** Which part of what was left of the law had passed when it was bought again, or when we stopped watching. */
  readonly part: number;
  readonly came: boolean;
}

/**
 * Learns from the shop's own earlier days between which parts of the law the middle half of those that came again lies,
 * among the ranges that are narrow enough to be told; null where too few were to know, and then none is told. Looks
 * back at CUTS days, each with what was known then; what has not come by `day` counts for as long as it was watched
 * (Kaplan and Meier 1958).
 */
export function learnRangeLevels(
  history: PurchaseDays,
  day: number,
  categoryOf: (item: string) => string = () => '',
  lastsOf?: (item: string) => number | null,
): RangeLevels | null {
  const looks = Array.from({ length: CUTS }, (_, at) => day - (at + 1) * APART).flatMap((cut) =>
    looksOn(history, cut, day, learnPriors(history, cut, categoryOf, lastsOf)),
  );
  // Which ranges are narrow depends on the levels, so they are learned anew on those that the last ones would tell.
  let levels = MIDDLE_HALF;
  for (let round = 0; round < ROUNDS; round++) {
    const told = looks.filter(({ law, elapsed }) => toldWindow(law, elapsed, levels));
    if (told.filter(({ came }) => came).length < LEAST_EVENTS) return null;
    levels = middleHalfOf(told);
  }
  return levels;
}

function looksOn(history: PurchaseDays, cut: number, day: number, priors: IntervalPriors): readonly Look[] {
  return history.pairs.flatMap((pair): readonly Look[] => {
    const known = countBefore(pair.days, cut);
    if (known < 2) return [];
    const elapsed = cut - (pair.days[known - 1] as number);
    if (elapsed > LATEST_DAYS) return [];
    const law = lawOf(pair.days, known, priors.of(pair.item));
    const { from, to } = dueWindow(law, elapsed, MIDDLE_HALF);
    if (to - from > MAYBE_TOLD_DAYS) return [];
    const next = pair.days[known];
    const came = next !== undefined && next < day;
    return [{ law, elapsed, part: partPassed(law, elapsed, came ? next - cut + 0.5 : day - cut), came }];
  });
}

function middleHalfOf(looks: readonly Look[]): RangeLevels {
  const sorted = looks.toSorted((a, b) => a.part - b.part || Number(b.came) - Number(a.came));
  const curve: { part: number; so: number }[] = [];
  let stay = 1;
  sorted.forEach(({ part, came }, at) => {
    if (!came) return;
    stay *= 1 - 1 / (sorted.length - at);
    curve.push({ part, so: 1 - stay });
  });
  const whole = curve.at(-1)?.so ?? 1;
  const at = (share: number) => curve.find(({ so }) => so >= share * whole)?.part ?? share;
  return { lower: at(MIDDLE_HALF.lower), upper: at(MIDDLE_HALF.upper) };
}
