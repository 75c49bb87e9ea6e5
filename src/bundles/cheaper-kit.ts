import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { buildKit, type Kit, type KitRefusal, type KitWish } from './build-kit.ts';

const LESS = 0.9; // of what it costs now

/** The same kit for a tenth less, else for the least that it can cost; with the wish that it meets. */
export async function cheaperKit(
  db: Database,
  content: Content,
  wish: KitWish,
  now: Kit,
): Promise<{ readonly wish: KitWish; readonly kit: Kit | KitRefusal }> {
  const within = (minor: number): KitWish => ({ ...wish, budget: { ...now.total, minor } });
  const less = within(Math.floor(now.total.minor * LESS));
  const kit = await buildKit(db, content, less);
  if (kit.ok || kit.refusal !== 'budget-too-small') return { wish: less, kit };
  const least = within(kit.least.minor);
  return { wish: least, kit: await buildKit(db, content, least) };
}
