/** One line of a metric: what follows its name (`_sum`, or nothing), its labels, and the figure. */
export interface Sample {
  readonly suffix?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  read(): readonly Sample[];
}

/** Takes what is counted, one value for each label in their order, and by how much. */
export interface Counter extends Metric {
  add(values?: readonly string[], by?: number): void;
}

/** Takes the values of its labels in their order, and a measure in the unit that its name ends in. */
export interface Histogram extends Metric {
  observe(values: readonly string[], measure: number): void;
}

const MOST_SERIES = 2_000; // of one metric: whatever a label is made of, it does not fill the memory
const BEYOND = 'other';

// On globalThis because a development server holds several copies of this module in one process.
const metricsKey = Symbol.for('shelftalk.metrics');
const slot = globalThis as { [metricsKey]?: Map<string, Metric> };

/** Every metric of this process. */
export const metrics = (): Map<string, Metric> => (slot[metricsKey] ??= new Map());

/** The counter of that name, which ends in `_total`: made by the first who asks. */
export const counter = (name: string, help: string, labels: readonly string[] = []): Counter =>
  kept(name, () => {
    const series = seriesBy(labels, () => ({ value: 0 }));
    if (!labels.length) series.of([]); // told as 0 before anything was counted
    return {
      name,
      help,
      kind: 'counter' as const,
      add: (values = [], by = 1) => {
        series.of(values).value += by;
      },
      read: () => series.all().map(({ labels: own, held }) => ({ labels: own, value: held.value })),
    };
  });

/** The histogram of that name over upper bounds that rise. */
export const histogram = (
  name: string,
  help: string,
  bounds: readonly number[],
  labels: readonly string[] = [],
): Histogram =>
  kept(name, () => {
    const series = seriesBy(labels, () => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }));
    return {
      name,
      help,
      kind: 'histogram' as const,
      observe: (values, measure) => {
        const held = series.of(values);
        const at = bounds.findIndex((bound) => measure <= bound);
        if (at >= 0) held.counts[at] = (held.counts[at] ?? 0) + 1;
        held.sum += measure;
        held.count += 1;
      },
      read: () =>
        series.all().flatMap(({ labels: own, held }) => {
          let below = 0;
          const buckets = bounds.map((bound, at) => ({
            suffix: '_bucket',
            labels: { ...own, le: String(bound) },
            value: (below += held.counts[at] ?? 0),
          }));
          return [
            ...buckets,
            { suffix: '_bucket', labels: { ...own, le: '+Inf' }, value: held.count },
            { suffix: '_sum', labels: own, value: held.sum },
            { suffix: '_count', labels: own, value: held.count },
          ];
        }),
    };
  });

/** A figure that is read when it is asked for; whoever registers the name last is asked. */
export function measured(
  kind: 'counter' | 'gauge',
  name: string,
  help: string,
  read: () => number | readonly Sample[],
): void {
  metrics().set(name, {
    name,
    help,
    kind,
    read: () => {
      const figure = read();
      return typeof figure === 'number' ? [{ labels: {}, value: figure }] : figure;
    },
  });
}

function kept<Made extends Metric>(name: string, make: () => Made): Made {
  const known = metrics().get(name) as Made | undefined;
  if (known) return known;
  const made = make();
  metrics().set(name, made);
  return made;
}

function seriesBy<Held>(names: readonly string[], empty: () => Held) {
  const held = new Map<string, { readonly labels: Sample['labels']; readonly held: Held }>();
  const of = (values: readonly string[]): Held => {
    const key = values.join('\n');
    const known = held.get(key);
    if (known) return known.held;
    if (held.size >= MOST_SERIES && values.some((value) => value !== BEYOND))
      return of(names.map(() => BEYOND));
    const labels = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    const made = { labels, held: empty() };
    held.set(key, made);
    return made.held;
  };
  return { of, all: () => [...held.values()] };
}
