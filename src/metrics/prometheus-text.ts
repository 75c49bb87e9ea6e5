import type { Metric } from './registry.ts';

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Metrics as Prometheus reads them, in the order of their names. */
export function prometheusText(metrics: Iterable<Metric>): string {
  const sorted = [...metrics].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(family).join('');
}

function family(metric: Metric): string {
  const { name, help, kind } = metric;
  const lines = metric.read().map(({ suffix = '', labels, value }) => {
    const told = Object.entries(labels).map(
      ([label, of]) => `${label}="${escaped(of).replaceAll('"', '\\"')}"`,
    );
    return `${name}${suffix}${told.length ? `{${told.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${kind}\n${lines.join('')}`;
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
