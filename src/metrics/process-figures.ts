import { monitorEventLoopDelay } from 'node:perf_hooks';
import { measured } from './registry.ts';

const LOOK_EVERY_MS = 20;
const QUANTILES = [0.5, 0.9, 0.99, 1];

/** Registers what Prometheus knows of any process by its usual names, and how late this one's event loop runs. */
export function measureProcess(): void {
  const began = Math.round(Date.now() / 1000 - process.uptime());
  measured('gauge', 'process_start_time_seconds', 'When it began, in seconds since 1970.', () => began);
  measured('gauge', 'process_resident_memory_bytes', 'Memory it holds.', () => process.memoryUsage.rss());
  measured('counter', 'process_cpu_seconds_total', 'Processor time, of all its threads together.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const looks = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  looks.enable();
  measured(
    'gauge',
    'nodejs_eventloop_lag_seconds',
    'How late the event loop ran since this was last read, by quantile; 1 is the longest.',
    () => {
      const late = (ns: number) => Math.max(0, ns / 1e9 - LOOK_EVERY_MS / 1e3); // Node tells the time between looks
      const samples = QUANTILES.map((quantile) => ({
        labels: { quantile: String(quantile) },
        value: looks.count ? late(looks.percentile(quantile * 100)) : 0,
      }));
      looks.reset();
      return samples;
    },
  );
}
