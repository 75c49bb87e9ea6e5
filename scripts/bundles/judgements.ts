import { BASELINES, countBaselines } from '../basket-baselines.ts';
import type { BasketCase } from '../basket-cases.ts';
import type { Database } from '#src/database/database.ts';

export interface Judged {
  readonly name: string;
  readonly hit: readonly number[];
  readonly reciprocal: readonly number[];
  readonly coverage: number;
}

/** Gathers what each method found of each case; every method is asked for the same cases in the same order. */
export class Judgements {
  readonly #methods = new Map<string, { hit: number[]; reciprocal: number[]; seen: Set<string> }>();
  readonly #eligible = new Set<string>();
  keep(name: string, one: BasketCase, best: readonly string[]): void {
    const so = this.#methods.get(name) ?? { hit: [], reciprocal: [], seen: new Set<string>() };
    this.#methods.set(name, so);
    const place = best.indexOf(one.hidden);
    so.hit.push(place >= 0 ? 1 : 0);
    so.reciprocal.push(place >= 0 ? 1 / (place + 1) : 0);
    best.forEach((sku) => so.seen.add(sku));
  }
  /** The plain rules, by the orders before that instant. */
  async keepPlain(
    db: Database,
    cases: readonly BasketCase[],
    before: Date,
    { most, leastSupport }: { readonly most: number; readonly leastSupport: number },
    progress: (done: number, of: number) => void,
  ): Promise<void> {
    const plain = await countBaselines(db, before, leastSupport);
    for (const sku of plain.skus) if (plain.support(sku) >= leastSupport) this.#eligible.add(sku);
    for (const [at, one] of cases.entries()) {
      for (const name of BASELINES) this.keep(name, one, plain.best(name, one.context, most));
      if (at % 50 === 0) progress(at, cases.length);
    }
  }
  /** Coverage is of what enough orders held. */
  all(): readonly Judged[] {
    return [...this.#methods].map(([name, { hit, reciprocal, seen }]) => ({
      name,
      hit,
      reciprocal,
      coverage: [...seen].filter((sku) => this.#eligible.has(sku)).length / Math.max(1, this.#eligible.size),
    }));
  }
}
