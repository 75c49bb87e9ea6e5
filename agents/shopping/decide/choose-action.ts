import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import { isOpen } from './condition.ts';
import { conditions } from './conditions.ts';
import { handOffRule } from './hand-off-rule.ts';
import { readTurn } from './turn-reading.ts';

interface Chosen {
  readonly action: Action;
  /** The name of the condition that decided. */
  readonly because: string;
}

const chosen = new WeakMap<Turn, Chosen>();

/** The action of a turn, chosen once: what tools change in the conversation state does not change what was asked. */
export const chooseAction = (turn: Turn): Action => decide(turn).action;

/** The name of the condition that decided the turn. */
export const decidedBy = (turn: Turn): string => decide(turn).because;

function decide(turn: Turn): Chosen {
  const known = chosen.get(turn) ?? actionOrHandOff(turn);
  chosen.set(turn, known);
  return known;
}

function actionOrHandOff(turn: Turn): Chosen {
  const decided = firstThatHolds(turn);
  const fired = handOffRule(turn, decided.action);
  if (!fired) return decided;
  return { ...decided, action: { kind: 'hand-off', reason: fired.rule.id, scores: fired.scores } };
}

function firstThatHolds(turn: Turn): Chosen {
  const reading = readTurn(turn);
  for (const condition of conditions) {
    const action = isOpen(condition, reading) ? condition.act(reading) : null;
    if (action) return { action, because: condition.name };
  }
  throw new Error('no condition answers a turn; the last of the table always has to');
}

/** Whether these words of the turn ask for the rules of buying: returns, delivery, payment. */
export const asksForRules = (turn: Turn, words: string): boolean =>
  turn.understanding.classify(words)[0].intent === 'policy';
