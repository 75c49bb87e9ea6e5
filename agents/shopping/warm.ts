import { readVocabulary } from '#src/search/vocabulary.ts';
import type { Shop } from '#src/shop.ts';
import { emptyThread } from '#src/conversations/thread.ts';
import { perceive } from './perceive.ts';

/** Learns what the first turn of a process would otherwise wait for: the vocabulary and the intents. */
export async function warmConversation({ db }: Shop): Promise<void> {
  await perceive(db, await readVocabulary(db), 'hello', emptyThread, null);
}
