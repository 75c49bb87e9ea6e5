import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { buildKit } from './build-kit.ts';
import type { Kit, KitRefusal, KitRequest } from './kit.ts';

const CHEAPER_SHARE = 0.9; // of what it costs now

/** The same kit for a tenth less, else for the least that it can cost; with the request that it meets. */
export async function cheaperKit(
  db: Database,
  content: Content,
  request: KitRequest,
  now: Kit,
): Promise<{ readonly request: KitRequest; readonly kit: Kit | KitRefusal }> {
  const within = (minor: number): KitRequest => ({ ...request, budget: { ...now.total, minor } });
  const less = within(Math.floor(now.total.minor * CHEAPER_SHARE));
  const kit = await buildKit(db, content, less);
  if (kit.ok || kit.refusal !== 'budget-too-small') return { request: less, kit };
  const least = within(kit.least.minor);
  return { request: least, kit: await buildKit(db, content, least) };
}
