import type { OfferWords } from '#src/editorial/offer-schema.ts';
import type { ProgramWords } from '#src/editorial/program-schema.ts';
import type { Redeemed } from '#src/loyalty/redeem.ts';

/** A line of a cart: an SKU, its shelf price in minor units, and what else selections ask about. */
export interface CaseLine {
  readonly sku: string;
  readonly price: number;
  readonly quantity: number;
  /** Product slug; the SKU where none is given. */
  readonly product?: string;
  readonly categories?: readonly string[];
  readonly brand?: string;
  readonly tags?: readonly string[];
  readonly reduced?: boolean;
  /** What one costs the merchant, minor units. */
  readonly cost?: number;
}

export const line = (sku: string, price: number, more: Partial<CaseLine> = {}): CaseLine => ({
  sku,
  price,
  quantity: 1,
  ...more,
});

interface PastOrder {
  readonly daysAgo: number;
  readonly category?: string;
  /** Minor units. */
  readonly spent?: number;
  /** The shopper's own where none is given. */
  readonly email?: string;
  readonly state?: 'paid' | 'sent' | 'delivered' | 'cancelled' | 'awaiting-payment';
}

/** Who shops: signed in (`id`), a guest who gave an e-mail (`email`), or nobody known. */
interface CaseShopper {
  readonly id?: string;
  readonly email?: string;
  readonly member?: boolean;
  readonly agrees?: boolean;
  readonly birthdayMonth?: number;
  readonly points?: number;
  readonly orders?: readonly PastOrder[];
  readonly codes?: readonly string[];
}

interface SingleUseCode {
  readonly code: string;
  readonly offer: string;
  readonly usedBy?: string;
  readonly expires?: string;
}

/** What happens to orders with the case's outcome, in order; `answers` is the refusal of a redemption, or ok. */
export type Step =
  | {
      readonly do: 'redeem';
      readonly order: string;
      readonly key?: string;
      readonly answers?: Exclude<Redeemed, { ok: true }>['refusal'];
    }
  | { readonly do: 'cancel' | 'deliver'; readonly order: string; readonly daysLater?: number }
  | {
      readonly do: 'return';
      readonly order: string;
      readonly share: number;
      readonly daysLater?: number;
    }
  | { readonly do: 'spend'; readonly points: number }
  | { readonly do: 'expire'; readonly daysLater: number };

/** What stands in the database after the steps. */
export interface After {
  /** By offer: how often it was used, and what it cost in minor units. */
  readonly used?: Readonly<Record<string, readonly [number, number]>>;
  /** By offer: how often the shopper has used it. */
  readonly mine?: Readonly<Record<string, number>>;
  /** By code: the order that holds it, or null. */
  readonly codes?: Readonly<Record<string, string | null>>;
  readonly balance?: number;
  /** The sum of all entries of the ledger, also of lots that have run out. */
  readonly ledger?: number;
}

type CaseOffer = Partial<OfferWords> & Pick<OfferWords, 'reward'>;

export interface PromotionCase {
  readonly name: string;
  readonly offers: Readonly<Record<string, CaseOffer>>;
  readonly cart: readonly CaseLine[];
  /** USD where none is given. */
  readonly currency?: string;
  /** Minor units; 500 where nothing is given, null while it is not known. */
  readonly delivery?: number | null;
  readonly country?: string | null;
  readonly burn?: number;
  /** What a merchant's bundle takes off, by SKU, by the bundle's id. */
  readonly bundles?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly shopper?: CaseShopper;
  /** Where the shop's days begin; Denver where a program is given, else UTC. */
  readonly timeZone?: string;
  readonly program?: ProgramWords;
  /** Noon of 27 November 2026 in UTC where nothing is given. */
  readonly at?: string;
  /** By offer: uses, minor units spent, and uses by this shopper so far, or the person who used it. */
  readonly before?: Readonly<
    Record<
      string,
      { readonly used?: number; readonly spent?: number; readonly mine?: number; readonly person?: string }
    >
  >;
  readonly singleUse?: readonly SingleUseCode[];

  /** Every offer that applies, with what it takes off in minor units: these and no others. */
  readonly off: Readonly<Record<string, number>>;
  /** By offer: exactly these parts by SKU. */
  readonly shares?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By offer: the arithmetic that is printed. */
  readonly printed?: Readonly<Record<string, string>>;
  /** Every offer that is named as not applied, with its reason: these and no others. */
  readonly not?: Readonly<Record<string, string>>;
  /** By offer: the one step that would do; null where there is none. */
  readonly away?: Readonly<Record<string, string | null>>;
  /** Points the cart earns; 0 where nothing is given. */
  readonly earns?: number;
  /** Offers that change what is earned, by name. */
  readonly earning?: readonly string[];
  /** Points that are used. */
  readonly burns?: number;
  /** Which personal offers were written down, and on which side. */
  readonly exposed?: Readonly<Record<string, 'offered' | 'held-out'>>;
  readonly steps?: readonly Step[];
  readonly after?: After;
}

/** The program of the cases: a point a dollar, a point is worth two cents, three tiers by spend in a year. */
export const PROGRAM: ProgramWords = {
  name: 'Club',
  summary: 'A program.',
  points: {
    one: 'point',
    many: 'points',
    per: '1.00 USD',
    worth: '0.02 USD',
    burnFrom: 100,
    burnMostPercent: 50,
    validDays: 365,
  },
  tierWindowDays: 365,
  tiers: [
    { id: 'starter', title: 'Starter', perks: ['Points'] },
    { id: 'steady', title: 'Steady', from: { spend: '250.00 USD' }, earnTimes: 1.25, perks: ['More points'] },
    {
      id: 'long-way',
      title: 'Long Way',
      from: { spend: '600.00 USD' },
      earnTimes: 1.5,
      perks: ['Most points'],
    },
  ],
  floor: { percentOfCost: 100 },
  holdoutPercent: 0,
  holdoutSeason: 'autumn',
  rules: [],
};

export const programWith = (more: Partial<ProgramWords>): ProgramWords => ({ ...PROGRAM, ...more });
