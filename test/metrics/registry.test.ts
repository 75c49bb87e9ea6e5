import { afterEach, beforeEach, expect, it } from 'vitest';
import { prometheusText } from '#src/metrics/prometheus-text.ts';
import { measureProcess } from '#src/metrics/process-figures.ts';
import { counter, histogram, measured, metrics } from '#src/metrics/registry.ts';

const before = new Map(metrics());
beforeEach(() => metrics().clear());
afterEach(() => {
  metrics().clear();
  for (const [name, metric] of before) metrics().set(name, metric);
});

const printed = () => prometheusText(metrics().values());

it('prints counters, gauges and histograms as Prometheus reads them', () => {
  counter('b_total', 'Things, "odd"\nones too.', ['path']).add(['/a"b\\c\nd'], 2);
  measured('gauge', 'a_bytes', 'Bytes.', () => 7);
  const took = histogram('c_seconds', 'Time.', [0.1, 1], ['route']);
  for (const measure of [0.05, 0.1, 0.5, 3]) took.observe(['/'], measure);
  expect(printed()).toBe(`# HELP a_bytes Bytes.
# TYPE a_bytes gauge
a_bytes 7
# HELP b_total Things, "odd"\\nones too.
# TYPE b_total counter
b_total{path="/a\\"b\\\\c\\nd"} 2
# HELP c_seconds Time.
# TYPE c_seconds histogram
c_seconds_bucket{route="/",le="0.1"} 2
c_seconds_bucket{route="/",le="1"} 3
c_seconds_bucket{route="/",le="+Inf"} 4
c_seconds_sum{route="/"} 3.65
c_seconds_count{route="/"} 4
`);
});

it('gives the counter of a name to all who ask, so that copies of a module count together', () => {
  counter('x_total', 'X.').add();
  counter('x_total', 'X.').add([], 2);
  expect(printed()).toContain('\nx_total 3\n');
});

it('tells a counter without labels as 0 before anything was counted', () => {
  counter('x_total', 'X.');
  expect(printed()).toContain('\nx_total 0\n');
});

it('keeps a bounded number of series, whatever a label is made of, and loses no count', () => {
  const many = counter('x_total', 'X.', ['word']);
  for (let at = 0; at < 10_000; at += 1) many.add([`w${at}`]);
  const samples = many.read();
  expect(samples.length).toBeLessThanOrEqual(2_001);
  expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(10_000);
  expect(samples.find(({ labels }) => labels['word'] === 'other')?.value).toBeGreaterThan(7_000);
});

it('tells memory, processor time and lateness of the process', () => {
  measureProcess();
  const value = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(printed())?.[1]);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(value('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(printed()).toMatch(/^nodejs_eventloop_lag_seconds\{quantile="0.99"\} [\d.e-]+$/m);
});
