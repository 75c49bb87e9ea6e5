import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIRoute } from 'astro';
import { metricsOfAll } from '#src/metrics/other-processes.ts';
import { PROMETHEUS_TYPE, prometheusText } from '#src/metrics/prometheus-text.ts';
import { shopFigures } from '#src/page-data/shop-figures.ts';
import { shop } from '#src/shop.ts';

/** How the shop does, for Prometheus that knows METRICS_TOKEN; for anybody else there is nothing here. */
export const GET: APIRoute = async ({ request, rewrite }) => {
  const { db, environment } = await shop();
  const { METRICS_TOKEN: token } = environment;
  if (!token || !isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`))
    return rewrite('/404');
  const figures = await shopFigures(db, new Date());
  return new Response(prometheusText([...metricsOfAll(String(process.pid)), ...figures]), {
    headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' },
  });
};

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
