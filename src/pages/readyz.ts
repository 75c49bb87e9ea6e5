import type { APIRoute } from 'astro';
import { conversationHealth } from '#agents/shopping/run/warm-up.ts';
import { text } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { readySearch } from '#src/search/search.ts';
import { shop } from '#src/shop.ts';

/**
 * `ok` once the database answers and neither the first question nor the first turn of a conversation has anything to
 * wait for, for load balancers (503 else); then which model answers, and whether the database takes writes, for those
 * who look: one that does not still serves pages.
 */
export const GET: APIRoute = async () => {
  const open = await shop();
  const { rows } = await rowsOf({ readOnly: text })`
    select current_setting('transaction_read_only') as "readOnly"`.execute(open.db);
  await readySearch(open.db);
  const model = await conversationHealth(open, Date.now());
  const writes = rows[0]?.readOnly === 'on' ? 'refused' : 'taken';
  return new Response(`ok\nmodel: ${model}\nwrites: ${writes}\n`, {
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  });
};
