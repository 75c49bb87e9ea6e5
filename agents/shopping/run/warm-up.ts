import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Shop } from '#src/shop.ts';
import { emptyState } from '#src/conversations/conversation-state.ts';
import './conversation.ts';
import { modelHealth } from '../model/health.ts';
import { hostedModel } from '../model/hosted-model.ts';
import { understandTurn } from '../understand/understand-turn.ts';

/** Which model answers now, once the first turn of a conversation has nothing to wait for. */
export async function conversationHealth(shop: Shop, now: number): Promise<ReturnType<typeof modelHealth>> {
  await warmConversation(shop);
  return modelHealth(shop.environment, now);
}

let warmed: Promise<unknown> | undefined;

/**
 * Loads and learns, once, what the first turn would otherwise wait for: the code of a conversation and of the model's
 * client, the vocabulary and the intents. A failed try is not kept.
 */
async function warmConversation({ db, environment }: Shop): Promise<void> {
  warmed ??= Promise.all([
    hostedModel(environment, new AbortController().signal),
    readVocabulary(db).then((vocabulary) => understandTurn(db, vocabulary, 'hello', emptyState, null)),
  ]);
  await warmed.catch((error: unknown) => {
    warmed = undefined;
    throw error;
  });
}
