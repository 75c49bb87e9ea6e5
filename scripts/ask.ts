import { nanoid } from 'nanoid';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import type { ShoppingMessage } from '#agents/shopping/parts.ts';
import { conversationHealth } from '#agents/shopping/run/warm-up.ts';
import { environment } from '#src/environment.ts';
import { wasPrepared } from '#src/prepared.ts';
import { readySearch } from '#src/search/search.ts';
import { openShop } from '#src/shop.ts';
import { showStep } from './progress.ts';

/*
 * npm run ask -- "question" "next turn" …   Prints what each turn of one conversation shows and says.
 * `//` between turns begins a new conversation; --page SLUG asks from a product's page; --json prints the parts, --why how it was understood.
 */

const given = process.argv.slice(2);
const json = given.includes('--json');
const why = given.includes('--why');
const pageAt = given.indexOf('--page');
const page = pageAt >= 0 ? (given[pageAt + 1] ?? null) : null;
const turns = given.filter(
  (text, at) => text !== '--json' && text !== '--why' && at !== pageAt && (pageAt < 0 || at !== pageAt + 1),
);

if (turns.length === 0) {
  console.error('Say something: npm run ask -- "trail shoes under $120" "only wide ones"');
  process.exit(2);
}

const shop = await openShop(environment());
if (!(await wasPrepared(shop.db))) {
  console.error('This shop has read no catalogue yet. Open it once with npm start, then ask again.');
  await shop.close();
  process.exit(1);
}
// What a first turn loads and learns is no part of the turn's time.
await showStep('Warming up', async () => {
  await readySearch(shop.db);
  await conversationHealth(shop, Date.now());
});
const report = (error: unknown) => console.error(error);
let visitorId = nanoid();
let conversationId: string | null = null;
for (const text of turns) {
  if (text.trim() === '//') {
    conversationId = null;
    visitorId = nanoid();
    console.log('');
    continue;
  }
  const before = performance.now();
  const answer = await answerTurn({ shop, visitorId, conversationId, text, page, report });
  conversationId = answer.conversationId;
  console.log(`> ${text}`);
  if (json) console.log(JSON.stringify(answer.parts, null, 2));
  else for (const part of answer.parts) console.log(`  ${lineOf(part)}`);
  if (why) console.log(`  [why] ${JSON.stringify(answer.trace)}`);
  console.log(`  (${answer.metadata?.model}, ${Math.round(performance.now() - before)} ms)`);
}
await shop.close();

function lineOf(part: ShoppingMessage['parts'][number]): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'data-products':
    case 'data-near':
      return `[${part.data.title}] ${part.data.cards
        .map((card) =>
          [`${card.title} ${card.price}`, card.variant, card.choose, ...card.breaks]
            .filter(Boolean)
            .join(' · '),
        )
        .join(' | ')}`;
    case 'data-compare':
      return `[compare] ${part.data.rows
        .filter((row) => row.differs)
        .map((row) => `${row.label}: ${row.values.map((value) => value ?? 'not stated').join(' / ')}`)
        .join('; ')}`;
    case 'data-cart':
      return `[cart ${part.data.count}, ${part.data.subtotal}] ${part.data.lines.map((line) => `${line.quantity} × ${line.title} ${line.variant}`).join(' | ')}`;
    case 'data-need':
      return `[need] ${part.data.chips.map((chip) => chip.label).join(', ')}`;
    case 'data-sources':
      return `[sources] ${part.data.passages.map((passage) => `${passage.title} <${passage.href}>`).join(' | ')}`;
    case 'data-chips':
      return `[chips] ${part.data.chips.map((chip) => chip.label).join(' | ')}`;
    default:
      return `[${part.type}]`;
  }
}
