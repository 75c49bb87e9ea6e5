import type { CartView } from '#agents/shopping/parts.ts';
import { countCart } from '../cart/count-cart.ts';
import { remember } from './browser-memory.ts';
import { make } from './make.ts';
import { partToNode, type PartActions } from './talk-parts.ts';
import { TalkRefused, type TalkChunk } from './talk-stream.ts';
import { wordsToNodes } from './talk-words.ts';

export interface Writing {
  readonly actions: PartActions;
  /** Puts words in the status line. */
  readonly say: (text: string) => void;
}

/**
 * Writes an answer into its element as its chunks come. The words stand above what they are about, also where they come
 * last: the skeleton keeps their place.
 */
export async function writeAnswer(
  chunks: AsyncIterable<TalkChunk>,
  answer: HTMLElement,
  skeleton: HTMLElement,
  { actions, say }: Writing,
): Promise<void> {
  let words = '';
  let prose: HTMLElement | null = null;
  const shown = new Map<string, HTMLElement>(); // a later part of a kind takes the place of the earlier one
  for await (const chunk of chunks) {
    if (chunk.type === 'data-conversation') remember({ id: (chunk as { data: { id: string } }).data.id });
    else if (chunk.type === 'data-status') say((chunk as { data: { text: string } }).data.text);
    else if (chunk.type === 'text-start') {
      words = '';
      const before = prose;
      prose = make('div', { class: 'talk-prose' });
      if (before) before.after(prose);
      else if (skeleton.isConnected) skeleton.replaceWith(prose);
      else answer.prepend(prose);
    } else if (chunk.type === 'text-delta') {
      words += (chunk as { delta: string }).delta;
      prose?.replaceChildren(...wordsToNodes(words));
    } else if (chunk.type === 'error') {
      throw new TalkRefused((chunk as { errorText: string }).errorText);
    } else if (chunk.type.startsWith('data-')) {
      skeleton.querySelectorAll('.talk-card').forEach((bones) => bones.remove());
      const { id = chunk.type, data } = chunk as { id?: string; data: unknown };
      if (chunk.type === 'data-cart') countCart((data as CartView).count);
      const node = partToNode(chunk.type, data, actions);
      const before = shown.get(id);
      if (before && node) before.replaceWith(node);
      else if (node) answer.append(node);
      if (node) shown.set(id, node);
    }
  }
}
