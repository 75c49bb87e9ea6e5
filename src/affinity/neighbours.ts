import type { CoOccurrences } from './co-occurrences.ts';

/** How strongly one thing speaks for another, four ways; see docs/decisions/060. */
const MEASURES = ['ease', 'walk', 'confidence', 'cosine'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of each thing the others it speaks for: entries `start[i]` up to before `start[i + 1]`. */
export interface Neighbours extends Readonly<Record<Measure, Float32Array>> {
  readonly start: Int32Array;
  readonly other: Int32Array;
}

const KEPT = 60; // neighbours by each measure

/** The best neighbours by any measure, gathered row by row. */
export class BestNeighbours {
  readonly #start: Int32Array;
  #used = 0;
  #other = new Int32Array(1 << 16);
  #values = MEASURES.map(() => new Float32Array(1 << 16));
  // Used again for each thing: fresh ones would pile up faster than they are collected.
  readonly #scratch: readonly Float64Array[];
  readonly #sorted: Float64Array;
  readonly #kept: Uint8Array;
  constructor(items: number) {
    this.#start = new Int32Array(items + 1);
    this.#scratch = MEASURES.map(() => new Float64Array(items));
    this.#sorted = new Float64Array(items);
    this.#kept = new Uint8Array(items);
  }
  add(
    rows: CoOccurrences,
    item: number,
    measures: Readonly<Record<Measure, (other: number) => number>>,
  ): void {
    const { touched } = rows;
    const length = touched.length;
    this.#kept.fill(0, 0, length);
    let kept = 0;
    MEASURES.forEach((measure, place) => {
      const value = this.#scratch[place] as Float64Array;
      const measured = measures[measure];
      for (let at = 0; at < length; at++)
        value[at] = touched[at] === item ? -Infinity : measured(touched[at] as number);
      const floor = this.#floorOf(value, length);
      for (let at = 0; at < length; at++) {
        if (!((value[at] as number) >= floor && (value[at] as number) > 0) || this.#kept[at]) continue;
        this.#kept[at] = 1;
        kept++;
      }
    });
    this.#grow(kept);
    for (let at = 0; at < length; at++) {
      if (!this.#kept[at]) continue;
      this.#other[this.#used] = touched[at] as number;
      this.#scratch.forEach((value, measure) => {
        (this.#values[measure] as Float32Array)[this.#used] = value[at] as number;
      });
      this.#used++;
    }
    this.#start[item + 1] = this.#used;
  }
  /** The value at the last place that is kept; the least where there are fewer. */
  #floorOf(values: Float64Array, length: number): number {
    if (length <= KEPT) return -Infinity;
    this.#sorted.set(values.subarray(0, length));
    return this.#sorted.subarray(0, length).sort()[length - KEPT] as number;
  }
  #grow(more: number): void {
    if (this.#used + more <= this.#other.length) return;
    const size = Math.max(this.#other.length * 2, this.#used + more);
    const other = new Int32Array(size);
    other.set(this.#other);
    this.#other = other;
    this.#values = this.#values.map((value) => {
      const wider = new Float32Array(size);
      wider.set(value);
      return wider;
    });
  }
  done(): Neighbours {
    const values = this.#values.map((value) => value.slice(0, this.#used));
    const [ease, walk, confidence, cosine] = values as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    return { start: this.#start, other: this.#other.slice(0, this.#used), ease, walk, confidence, cosine };
  }
}
