import type { Turn } from '../state.ts';
import type { Service } from './act.ts';
import type { Call } from './decide.ts';

/** The calls that serve what was asked for; none where only a person can. */
export function serviceCalls(turn: Turn, service: Service): readonly Call[] {
  const question = turn.text.slice(0, 500);
  switch (service) {
    case 'bundle':
      return [
        { name: 'search_products', args: { query: turn.text, change: 'replace' } },
        { name: 'answer_from_content', args: { question } },
      ];
    case 'offers':
      return [{ name: 'answer_from_content', args: { question } }];
    case 'reorder':
      return [{ name: 'search_products', args: { query: turn.text, change: 'replace' } }];
    default:
      return [];
  }
}
