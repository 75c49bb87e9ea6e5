import { metrics, type Metric, type Sample } from './registry.ts';

/** What one of several processes of a shop has counted, as it tells the others; nothing where it has ended. */
export interface Told {
  readonly from: string;
  readonly metrics: readonly (Pick<Metric, 'name' | 'help' | 'kind'> & {
    readonly samples: readonly Sample[];
  })[];
}

const heard = new Map<string, Told['metrics']>();

/** What this process has counted, under the name that the others know it by. */
export const tellMetrics = (from: string): Told => ({
  from,
  metrics: [...metrics().values()].map(({ name, help, kind, read }) => ({
    name,
    help,
    kind,
    samples: read(),
  })),
});

/** Keeps what another process told last. */
export function hearMetrics({ from, metrics: told }: Told): void {
  if (told.length) heard.set(from, told);
  else heard.delete(from);
}

/** Every metric of this process; where others have told of theirs, of all, each line with its process. */
export function metricsOfAll(own: string): readonly Metric[] {
  if (!heard.size) return [...metrics().values()];
  const families = new Map<string, Metric>();
  for (const [process, told] of [...heard, [own, tellMetrics(own).metrics] as const]) {
    for (const { name, help, kind, samples } of told) {
      const before = families.get(name)?.read() ?? [];
      const mine = samples.map((sample) => ({ ...sample, labels: { ...sample.labels, process } }));
      families.set(name, { name, help, kind, read: () => [...before, ...mine] });
    }
  }
  return [...families.values()];
}
