import { make } from './make.ts';

const CARDS = 2;

/** The shape of an answer before it comes: words, then cards. */
export function skeletonNode(): HTMLElement {
  const line = (length: 'long' | 'short') => make('span', { class: `talk-bone talk-bone-${length}` });
  const card = () =>
    make(
      'div',
      { class: 'talk-card' },
      make('span', { class: 'talk-bone talk-bone-picture' }),
      make('div', {}, line('short'), line('long'), line('short')),
    );
  return make(
    'div',
    { class: 'talk-skeleton', 'aria-hidden': 'true' },
    line('long'),
    line('short'),
    ...Array.from({ length: CARDS }, card),
  );
}
