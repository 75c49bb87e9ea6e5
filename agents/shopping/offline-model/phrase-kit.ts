import type { Turn } from '../state.ts';
import { buysKit } from '../decide/kit-request.ts';
import { fillTemplate } from './template.ts';

interface SaidKit {
  readonly kit: string;
  readonly items: readonly { readonly role: string; readonly title: string; readonly sizeOpen: boolean }[];
  readonly total: string;
  readonly left: string | null;
  readonly leftOut: readonly { readonly role: string; readonly because: string; readonly reason: string }[];
}

/** The set, its sum, what is left of the money, and what was left out with why. */
export function phraseKit(turn: Turn, answer: Readonly<Record<string, unknown>>): string {
  if (answer['refusal'] === 'no-such-kit') {
    const kits = (answer['kits'] ?? []) as readonly string[];
    return kits.length
      ? fillTemplate(turn, 'kit.which', { kits: kits.join(', ') })
      : fillTemplate(turn, 'kit.none');
  }
  if (answer['refusal']) return String(answer['reason'] ?? fillTemplate(turn, 'kit.none'));
  const { kit, items, total, left, leftOut } = answer as unknown as SaidKit;
  const owned = leftOut.filter(({ because }) => because === 'owned').map(({ role }) => role.toLowerCase());
  const other = leftOut.find(({ because }) => because !== 'owned' && because !== 'not-wanted');
  return [
    buysKit(turn) ? fillTemplate(turn, 'kit.buy') : '',
    fillTemplate(turn, 'kit.built', { kit: kit.toLowerCase(), count: items.length, total }),
    left ? fillTemplate(turn, 'kit.left', { left }) : '',
    owned.length ? fillTemplate(turn, 'kit.owned', { parts: owned.join(', ') }) : '',
    other ? fillTemplate(turn, 'kit.out', { part: other.role, reason: other.reason }) : '',
    items.some(({ sizeOpen }) => sizeOpen) ? fillTemplate(turn, 'kit.sizes') : '',
  ]
    .filter(Boolean)
    .join(' ');
}
