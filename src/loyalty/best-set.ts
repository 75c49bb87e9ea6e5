import { applyCandidate, type Effect, type Left } from './apply-candidate.ts';
import { combine, type Candidate } from './candidate.ts';
import type { OfferCart } from './offer-outcome.ts';

const MOST_TRIED = 20_000; // sets; some tenths of a second, and more than 14 offers of one cart need

interface Applied {
  readonly candidate: Candidate;
  readonly effect: Effect;
}

export interface BestSet {
  readonly applied: readonly Applied[];
  readonly left: Left;
  /** Minor units taken off in all. */
  readonly off: number;
  /** How many times its points each line earns. */
  readonly earnTimes: readonly number[];
  readonly exact: boolean;
}

const offOf = ({ shares, delivery }: Effect): number => shares.reduce((total, one) => total + one, delivery);
const inOrder = (a: Candidate, b: Candidate): number =>
  a.phase - b.phase || (a.offerId < b.offerId ? -1 : a.offerId > b.offerId ? 1 : 0);

/** What a set of candidates comes to, each taking its part of what those before it leave. */
export function applySet(set: readonly Candidate[], cart: OfferCart, locale: string): BestSet {
  let left = startOf(cart);
  const applied = set.toSorted(inOrder).map((candidate): Applied => {
    const effect = applyCandidate(candidate, cart, left, locale);
    left = {
      lines: left.lines.map((minor, at) => minor - (effect.shares[at] ?? 0)),
      floors: effect.floors,
      delivery: left.delivery - effect.delivery,
    };
    return { candidate, effect };
  });
  const earnTimes = cart.lines.map((_, at) =>
    set.reduce(
      (times, { reward, touches }) =>
        touches.includes(at) && reward.pointsTimes ? times * reward.pointsTimes : times,
      1,
    ),
  );
  const off = applied.reduce((total, { effect }) => total + offOf(effect), 0);
  return { applied, left, off, earnTimes, exact: true };
}

const startOf = (cart: OfferCart): Left => ({
  lines: cart.lines.map((line) => line.unit.minor * line.quantity),
  floors: cart.lines.map((line) => (line.floor?.minor ?? 0) * line.quantity),
  delivery: cart.delivery?.minor ?? 0,
});

/** Whether the first is the better one: more off, then more points, then fewer offers, then names in the order of the alphabet. */
export function better(a: BestSet, b: BestSet): boolean {
  if (a.off !== b.off) return a.off > b.off;
  const [pointsOfA, pointsOfB] = [weightedPoints(a), weightedPoints(b)];
  if (pointsOfA !== pointsOfB) return pointsOfA > pointsOfB;
  if (a.applied.length !== b.applied.length) return a.applied.length < b.applied.length;
  return namesOf(a) < namesOf(b);
}

const weightedPoints = ({ left, earnTimes }: BestSet): number =>
  left.lines.reduce((total, minor, at) => total + minor * (earnTimes[at] ?? 1), 0);
const namesOf = ({ applied }: BestSet): string =>
  applied
    .map(({ candidate }) => candidate.offerId)
    .toSorted()
    .join(' ');

/**
 * The legal set that takes most off, by branch and bound. An offer never takes more in a set than by itself, save for
 * one minor unit a line where a sum before it was split; that is the slack of the bound.
 */
export function bestSet(candidates: readonly Candidate[], cart: OfferCart, locale: string): BestSet {
  const alone = candidates
    .map((candidate) => ({ candidate, worth: applySet([candidate], cart, locale).off }))
    .filter(({ candidate, worth }) => worth > 0 || candidate.reward.pointsTimes)
    .toSorted((a, b) => b.worth - a.worth || inOrder(a.candidate, b.candidate));
  const split = alone.filter(
    ({ candidate: { reward, most } }) => !reward.memberPrice && (!reward.amountEach || most !== null),
  ).length;
  const slack = split * cart.lines.length;
  let best = applySet([], cart, locale);
  let tried = 0;
  let exact = true;
  const visit = (at: number, set: readonly Candidate[], off: number): void => {
    const open = alone.slice(at).filter(({ candidate }) => set.every((one) => combine(one, candidate)));
    const bound = off + open.reduce((total, { worth }) => total + worth, 0) + slack;
    if (bound < best.off) return;
    const [next] = open;
    if (!next) return;
    if (tried >= MOST_TRIED) {
      exact = false;
      return;
    }
    tried++;
    const after = alone.indexOf(next) + 1;
    const with_ = applySet([...set, next.candidate], cart, locale);
    if (better(with_, best)) best = with_;
    visit(after, [...set, next.candidate], with_.off);
    visit(after, set, off);
  };
  visit(0, [], 0);
  return { ...best, exact };
}
