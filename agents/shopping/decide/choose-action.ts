import type { Turn } from '../state.ts';
import { english, says } from '../understand/language.ts';
import { asksToCompare, compareSides } from './action-compare.ts';
import type { Action } from './action.ts';
import { explicitAction } from './explicit-action.ts';
import { handOffRule } from './hand-off-rule.ts';
import { intentAction } from './intent-action.ts';
import { changeOf, contentAction, readTurn, WEAK, type TurnReading } from './turn-reading.ts';

const chosen = new WeakMap<Turn, Action>();

/** The action of a turn, chosen once: what tools change in the conversation state does not change what was asked. */
export function chooseAction(turn: Turn): Action {
  const action = chosen.get(turn) ?? actionOrHandOff(turn);
  chosen.set(turn, action);
  return action;
}

function actionOrHandOff(turn: Turn): Action {
  const action = actionOf(turn);
  const fired = handOffRule(turn, action);
  return fired ? { kind: 'hand-off', reason: fired.rule.id, scores: fired.scores } : action;
}

/** Chooses the action from the words, then from the intent that scored most, else looks for goods. */
function actionOf(turn: Turn): Action {
  const reading = readTurn(turn);
  return explicitAction(reading) ?? intentAction(reading) ?? otherAction(reading);
}

function otherAction(reading: TurnReading): Action {
  const { turn, top, score, spoken, about, substance } = reading;
  const { text } = turn;
  const { parsedQuery: parsed } = turn.understanding;
  if (asksToCompare(text)) {
    const sides = compareSides(turn, about);
    if (sides.length) return { kind: 'compare', slugs: sides };
  }
  if (spoken.length && says(text, english.judging) && text.includes('?'))
    return { kind: 'about', slugs: about.slice(0, 3), question: true, why: false };
  if (about.length && spoken.length && !parsed.filters.length)
    return { kind: 'about', slugs: about.slice(0, 3), question: text.includes('?'), why: false };
  if (
    !substance &&
    top.score < WEAK &&
    score('advice', 'policy', 'product-question') > score('find', 'refine', 'shape')
  )
    return contentAction(top.intent);
  return {
    kind: 'find',
    change: changeOf(turn, score('refine', 'for-someone', 'more', 'details') > score('find')),
  };
}

/** Whether these words of the turn ask for the rules of buying: returns, delivery, payment. */
export const asksForRules = (turn: Turn, words: string): boolean =>
  turn.understanding.classify(words)[0].intent === 'policy';
