import type { Turn } from '../state.ts';
import { buysKit } from '../decide/kit-request.ts';
import type { RefusedCall } from '../tool-results/refusal.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { fillTemplate } from './template.ts';

/** The set, its sum, what is left of the money, and what was left out with why. */
export function phraseKit(turn: Turn, answer: Answer<'build_bundle'> | RefusedCall): string {
  if ('refusal' in answer) {
    if (answer.refusal === 'no-such-kit' && answer.kits.length)
      return fillTemplate(turn, 'kit.which', { kits: answer.kits.join(', ') });
    return 'reason' in answer ? answer.reason : fillTemplate(turn, 'kit.none');
  }
  const { kit, items, total, left, leftOut } = answer;
  const owned = leftOut.filter(({ because }) => because === 'owned').map(({ role }) => role.toLowerCase());
  const other = leftOut.find(({ because }) => because !== 'owned' && because !== 'not-wanted');
  return [
    buysKit(turn) ? fillTemplate(turn, 'kit.buy') : '',
    fillTemplate(turn, 'kit.built', { kit: kit.toLowerCase(), count: items.length, total: total.printed }),
    left ? fillTemplate(turn, 'kit.left', { left: left.printed }) : '',
    owned.length ? fillTemplate(turn, 'kit.owned', { parts: owned.join(', ') }) : '',
    other ? fillTemplate(turn, 'kit.out', { part: other.role, reason: other.reason }) : '',
    items.some(({ sizeOpen }) => sizeOpen) ? fillTemplate(turn, 'kit.sizes') : '',
  ]
    .filter(Boolean)
    .join(' ');
}
