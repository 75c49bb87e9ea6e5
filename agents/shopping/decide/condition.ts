import type { Intent } from '../understand/intent-examples.ts';
import type { Action } from './action.ts';
import { holdsWordsFor, isEvident } from './evidence.ts';
import type { TurnReading } from './turn-reading.ts';

/** One rule for the action of a turn. Rules are asked in the order of their table, and the first that answers decides. */
export interface Condition {
  /** What holds of the turn, as its test and the trace name it. */
  readonly name: string;
  /** Only where one of these intents scored most and the words say so; asked of every turn where none is named. */
  readonly of?: readonly Intent[];
  /** `pointed`: what the turn names, points at or looks at speaks for the act as much as words of such turns would. */
  readonly gate?: 'pointed';
  /** Null where it does not hold. */
  readonly act: (reading: TurnReading) => Action | null;
}

/** Whether the condition may be asked: where it is of intents, the best of them passes the gate of evidence. */
export function isOpen({ of, gate }: Condition, { turn, top }: TurnReading): boolean {
  if (!of) return true;
  if (!of.includes(top.intent) || !holdsWordsFor(turn, top.intent)) return false;
  return gate === 'pointed' || isEvident(top, turn.text);
}
