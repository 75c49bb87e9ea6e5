import type { Turn } from '../state.ts';
import type { Intent } from './examples.ts';

/** Words for turns that need no facts but the shop's own name and contact. */
export function phraseTalk(turn: Turn, intent: Intent): string {
  const { store } = turn.content;
  switch (intent) {
    case 'greeting':
      return store.tone.greeting;
    case 'thanks':
      return 'You are welcome.';
    case 'start-over':
      return 'All cleared. What are you looking for?';
    case 'person':
      return reachUs(turn);
    case 'undo':
      return 'There is nothing to undo.';
    case 'return-order':
    case 'order-problem':
    case 'order-status':
      return `${store.demonstration ? 'This is a demonstration and takes no real orders. ' : ''}I cannot see orders here. ${reachUs(turn)}`;
    case 'complaint':
      return `I am sorry that missed. Tell me what was wrong, such as the price or the color, and I will look again. ${reachUs(turn)}`;
    default:
      return `That is outside what I know; I can help you choose from what ${store.name} sells.`;
  }
}

/** How to reach a person, always with hours. */
export function reachUs(turn: Pick<Turn, 'content'>): string {
  const { email, phone, hours } = turn.content.store.contact;
  return `A person answers at ${email}${phone ? ` or ${phone}` : ''}, ${hours.replace(/\.$/, '')}.`;
}

/** The honest answer where nothing supports another, with a way on. */
export const unsure = (turn: Turn): string =>
  `I don't know; nothing the shop has written answers that. ${reachUs(turn)}`;
