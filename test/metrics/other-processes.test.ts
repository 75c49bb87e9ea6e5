import { expect, it } from 'vitest';
import { hearMetrics, metricsOfAll, tellMetrics } from '#src/metrics/other-processes.ts';
import { prometheusText } from '#src/metrics/prometheus-text.ts';
import { counter } from '#src/metrics/registry.ts';

it('tells what all processes have counted, each line with its process, and forgets one that has ended', () => {
  counter('told_total', 'Things.', ['kind']).add(['a'], 3);
  const lines = () =>
    prometheusText(metricsOfAll('1'))
      .split('\n')
      .filter((line) => line.includes('told_total'));
  expect(lines().at(-1)).toBe('told_total{kind="a"} 3');
  const { metrics } = JSON.parse(JSON.stringify(tellMetrics('2'))) as ReturnType<typeof tellMetrics>;
  hearMetrics({ from: '2', metrics });
  expect(lines()).toEqual([
    '# HELP told_total Things.',
    '# TYPE told_total counter',
    'told_total{kind="a",process="2"} 3',
    'told_total{kind="a",process="1"} 3',
  ]);
  hearMetrics({ from: '2', metrics: [] });
  expect(lines().at(-1)).toBe('told_total{kind="a"} 3');
});
