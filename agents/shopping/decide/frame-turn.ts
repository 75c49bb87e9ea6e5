import type { Turn } from '../state.ts';
import type { Frame } from '../understand/understanding.ts';

const parts = new WeakMap<Frame, Turn>();

/** A part of a turn as a turn of its own: its words and what was understood of them, all else of the whole as it stands. */
export function frameTurn(turn: Turn, frame: Frame): Turn {
  const part = parts.get(frame) ?? inheriting(turn, frame);
  parts.set(frame, part);
  return part;
}

const inheriting = (turn: Turn, { text, understanding }: Frame): Turn =>
  Object.create(turn, {
    text: { value: text, enumerable: true },
    understanding: { value: understanding, enumerable: true },
  }) as Turn;
