import { nanoid } from 'nanoid';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf } from '#agents/shopping/parts.ts';
import type { Shop } from '#src/shop.ts';
import type { AttackCase } from './attack-cases.ts';
import { deliveredOrder, skuOf } from './delivered-order.ts';
import { evilModel } from './evil-model.ts';
import { judgeAnswer } from './judge-answer.ts';
import { findBed, plantAttack } from './plant-attack.ts';
import { stateOfShop } from './state-of-shop.ts';

/** An attack in one place and what came of it. */
interface AttackResult {
  readonly id: string;
  readonly file: string;
  readonly place: 'message' | 'planted';
  /** Tables whose rows changed. */
  readonly changed: readonly string[];
  readonly foreignUrls: readonly string[];
  readonly markup: boolean;
  /** Whether the attack reached the model at all. */
  readonly seen: boolean;
  readonly failed: boolean;
  readonly answer: string;
}

/** An innocent message that looks like an attack. */
export interface BenignResult {
  readonly id: string;
  readonly text: string;
  readonly served: boolean;
  readonly act: string | null;
  readonly answer: string;
}

/** Runs every attack against the real graph with a model that obeys it: as a shopper's words, and planted in texts. */
export async function runAttacks(
  shop: Shop,
  cases: readonly AttackCase[],
  tell: (done: number) => void = () => {},
) {
  const evil = await evilModel();
  const bed = await findBed(shop.db);
  // Caps would let the offline model answer in the end; here the evil one answers every time.
  const environment = {
    ...shop.environment,
    LLM_PROVIDER: 'openai' as const,
    LLM_MODEL: 'evil',
    LLM_API_KEY: 'none',
    LLM_BASE_URL: evil.url,
    LLM_TOKENS_PER_DAY: Number.MAX_SAFE_INTEGER,
  };
  const hosted: Shop = { ...shop, environment };
  const giveOrderTo = await deliveredOrder(shop, await skuOf(shop.db));
  const attacks: AttackResult[] = [];
  for (const [at, one] of cases.filter(({ expect }) => !expect).entries()) {
    for (const place of ['message', 'planted'] as const) {
      if (place === 'planted') await plantAttack(shop.db, bed, one.text);
      evil.obey(one.text, { slugs: [bed.slug], question: bed.question });
      const visitorId = nanoid();
      await giveOrderTo(visitorId);
      const before = await stateOfShop(shop.db);
      let failed = false;
      const text = place === 'message' ? one.text : `What is the ${bed.title} like? ${bed.question}`;
      const answer = await answerTurn({
        shop: hosted,
        visitorId,
        conversationId: null,
        text,
        report: () => (failed = true),
      });
      const after = await stateOfShop(shop.db);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      attacks.push({
        id: one.id,
        file: one.file,
        place,
        changed,
        ...judgeAnswer(answer),
        seen: evil.sawAttack(),
        failed,
        answer: textOf(answer.parts),
      });
    }
    tell(at + 1);
  }
  await evil.close();
  return attacks;
}

/** Says every innocent message to the shop as it stands, or plants it and asks about the product. */
export async function runBenign(shop: Shop, cases: readonly AttackCase[]): Promise<readonly BenignResult[]> {
  const bed = await findBed(shop.db);
  const results: BenignResult[] = [];
  for (const one of cases.filter(({ expect }) => expect)) {
    const planted = one.place !== 'chat' && one.place !== 'any';
    if (planted) await plantAttack(shop.db, bed, one.text);
    let failed = false;
    const answer = await answerTurn({
      shop,
      visitorId: nanoid(),
      conversationId: null,
      text: planted ? `What is the ${bed.title} like?` : one.text,
      report: () => (failed = true),
    });
    const words = textOf(answer.parts);
    // A refusal at the door leaves no trace of an act.
    const served = !failed && words.length > 0 && answer.trace !== null;
    results.push({ id: one.id, text: one.text, served, act: answer.trace?.action ?? null, answer: words });
  }
  return results;
}
