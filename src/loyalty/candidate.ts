import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { minorOf } from './offer-amount.ts';
import type { BundleCandidate, OfferKind, OfferLine } from './offer-outcome.ts';
import { selects } from './selected-lines.ts';

type Reward = OfferWords['reward'];

/** An offer whose conditions a cart meets: what it may touch and with what it may not stand. Lines are told by their place. */
export interface Candidate {
  readonly offerId: string;
  readonly kind: OfferKind;
  readonly label: string;
  /** Where it stands in the order of application; each takes its part of what those before it have left. */
  readonly phase: number;
  /** Two candidates that share a group never touch the same line, nor both the delivery. */
  readonly groups: readonly string[];
  readonly touches: readonly number[];
  readonly touchesDelivery: boolean;
  readonly alone: boolean;
  readonly notWith: readonly string[];
  readonly reward: Reward;
  /** Lines that count as bought for `buyGet`. */
  readonly bought: readonly number[];
  /** Lines that `buyGet` reduces where they are others than the bought ones. */
  readonly gets: readonly number[];
  /** What a bundle takes off each touched line, in minor units; null for other rewards. */
  readonly bundle: ReadonlyMap<number, number> | null;
  readonly bundleArithmetic: string | null;
  /** The most it may take off an order, in minor units; null without `atMost`. */
  readonly most: number | null;
  readonly codeHash: string | null;
  readonly onReturn: 'keep' | 'recompute';
  /** Of a bundle: how often the cart holds it, and the pieces of each part by the line's place; null for others. */
  readonly sets: {
    readonly times: number;
    readonly parts: readonly { readonly needed: number; readonly taken: ReadonlyMap<number, number> }[];
  } | null;
}

interface Given {
  readonly offerId: string;
  readonly words: OfferWords;
  readonly codeHash: string | null;
}

export function candidateOf({ offerId, words, codeHash }: Given, lines: readonly OfferLine[]): Candidate {
  const { reward, stacking, when } = words;
  const all = lines.map((_, at) => at);
  const those = all.filter((at) => selects(words.products, lines[at] as OfferLine));
  const got = reward.buyGet?.products;
  const reduced = got ? all.filter((at) => selects(got, lines[at] as OfferLine)) : those;
  const delivery = Boolean(reward.freeDelivery || reward.deliveryPercent);
  return {
    offerId,
    kind: kindOf(reward, Boolean(when?.code || when?.singleUseCodes)),
    label: words.title,
    phase: phaseOf(reward),
    groups: [stacking?.group ?? groupOf(reward)],
    touches: delivery ? [] : [...new Set([...those, ...reduced])].toSorted((a, b) => a - b),
    touchesDelivery: delivery,
    alone: stacking?.alone ?? false,
    notWith: stacking?.notWith ?? [],
    reward,
    bought: those,
    gets: reduced,
    bundle: null,
    bundleArithmetic: null,
    most: minorOf(reward.atMost),
    codeHash,
    onReturn: words.onReturn ?? 'keep',
    sets: null,
  };
}

/** A merchant's bundle: it takes the place of other discounts and of member prices on its lines. */
export function bundleAsCandidate(bundle: BundleCandidate, lines: readonly OfferLine[]): Candidate {
  const places = new Map(lines.map((line, at) => [line.sku, at]));
  const off = new Map(
    bundle.shares.flatMap(({ sku, amount }) => {
      const at = places.get(sku);
      return at === undefined ? [] : [[at, amount.minor] as const];
    }),
  );
  return {
    offerId: bundle.offerId,
    kind: 'bundle',
    label: bundle.label,
    phase: 1,
    groups: ['discount', 'member-price'],
    touches: [...off.keys()],
    touchesDelivery: false,
    alone: false,
    notWith: [],
    reward: {},
    bought: [],
    gets: [],
    bundle: off,
    bundleArithmetic: bundle.arithmetic,
    most: null,
    codeHash: null,
    onReturn: bundle.onReturn,
    sets: {
      times: bundle.times,
      parts: bundle.parts.map(({ needed, taken }) => ({
        needed,
        taken: new Map(
          taken.flatMap(({ sku, quantity }) => {
            const at = places.get(sku);
            return at === undefined ? [] : [[at, quantity] as const];
          }),
        ),
      })),
    },
  };
}

/** Whether two candidates may stand in one set. */
export function combine(a: Candidate, b: Candidate): boolean {
  if (a.alone || b.alone) return false;
  if (a.notWith.includes(b.offerId) || b.notWith.includes(a.offerId)) return false;
  if (!a.groups.some((group) => b.groups.includes(group))) return true;
  if (a.touchesDelivery && b.touchesDelivery) return false;
  return !a.touches.some((at) => b.touches.includes(at));
}

function kindOf(reward: Reward, coded: boolean): OfferKind {
  if (reward.memberPrice) return 'member-price';
  if (coded) return 'code';
  return reward.freeDelivery || reward.deliveryPercent ? 'delivery' : 'offer';
}

function phaseOf(reward: Reward): number {
  if (reward.memberPrice) return 0;
  if (reward.nthItem || reward.buyGet) return 2;
  if (reward.percent || reward.amountEach) return 3;
  return reward.amount ? 4 : 5;
}

function groupOf(reward: Reward): string {
  if (reward.memberPrice) return 'member-price';
  if (reward.freeDelivery || reward.deliveryPercent) return 'delivery';
  return reward.pointsTimes ? 'points' : 'discount';
}
