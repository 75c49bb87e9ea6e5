import { UnreadableFile } from './inspect-file.ts';
import type { Tell } from '#src/catalog/import/report.ts';

export interface JsonValue {
  readonly line: number;
  readonly value: unknown;
}

const MOST_VALUE = 4 * 1024 * 1024; // characters of one product
const MOST_DEPTH = 100;
const LISTS = new Set([
  '@graph',
  'itemListElement',
  'products',
  'items',
  'dataFeedElement',
  'data',
  'results',
  'objects',
]);

const tooLarge = (line: number, tell: Tell) =>
  tell({
    level: 'rejected',
    scope: 'row',
    line,
    field: 'JSON',
    reason: `One value is larger than ${MOST_VALUE / 1024 ** 2} MB.`,
    fix: 'Write one product a line, without pictures inside the text.',
  });
const notJson = (line: number, found: string, error: unknown, tell: Tell) =>
  tell({
    level: 'rejected',
    scope: 'row',
    line,
    field: 'JSON',
    found,
    reason: `It is not valid JSON: ${(error as Error).message.slice(0, 120)}`,
    fix: 'Export it again with a JSON library.',
  });
const cutOff = (line: number) =>
  new UnreadableFile('The JSON ends in the middle of a value.', {
    line,
    field: 'JSON',
    fix: 'Copy or export the file again; nothing of it was imported.',
  });

/** One JSON value a line. A line that is no JSON is told and left out; throws UnreadableFile where the last one is cut off. */
export async function* jsonLines(text: AsyncIterable<string>, tell: Tell): AsyncGenerator<JsonValue> {
  let line = 1;
  let held = '';
  let skipping = false;
  for await (const piece of text) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const one = held + piece.slice(from, end);
      if (skipping) tooLarge(line, tell);
      else if (one.trim()) {
        try {
          yield { line, value: JSON.parse(one) };
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          notJson(line, one, error, tell);
        }
      }
      held = '';
      skipping = false;
      line += 1;
      from = end + 1;
    }
    if (skipping) continue;
    held += piece.slice(from);
    if (held.length > MOST_VALUE) {
      skipping = true;
      held = '';
    }
  }
  if (skipping) tooLarge(line, tell);
  else if (held.trim()) {
    let value: unknown;
    try {
      value = JSON.parse(held);
    } catch {
      throw cutOff(line);
    }
    yield { line, value };
  }
}

/**
 * The products of a JSON document as they are met: the elements of a top-level array or of a list such as `@graph`, and whole
 * top-level objects. Memory holds one of them. Throws UnreadableFile where brackets do not match or the text is cut off.
 */
export async function* jsonDocument(text: AsyncIterable<string>, tell: Tell): AsyncGenerator<JsonValue> {
  const open: ('{' | '[')[] = [];
  let listDepth = -1; // how deep the list stands whose elements are told one by one
  let line = 1;
  let string = false;
  let escaped = false;
  let word = '';
  let key = '';
  const shell = { text: '', line: 1, tooLong: false }; // the top-level object without its lists
  const element = { text: '', line: 1, tooLong: false, depth: -1 };

  const keep = (part: string) => {
    const into =
      element.depth >= 0 ? element : listDepth > 0 || open.length === 0 || open[0] === '[' ? null : shell;
    if (!into || into.tooLong) return;
    into.text += part;
    if (into.text.length > MOST_VALUE) {
      into.tooLong = true;
      into.text = '';
    }
  };
  function* told(found: { text: string; line: number; tooLong: boolean }): Generator<JsonValue> {
    if (found.tooLong) return tooLarge(found.line, tell);
    try {
      yield { line: found.line, value: JSON.parse(found.text) };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      notJson(found.line, found.text, error, tell);
    }
  }

  for await (const piece of text) {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const mark = piece[at] as string;
      if (mark === '\n') line += 1;
      if (string) {
        if (escaped) escaped = false;
        else if (mark === '\\') escaped = true;
        else if (mark === '"') string = false;
        else if (open.length === 1 && word.length < 30) word += mark;
        continue;
      }
      if (mark === '"') {
        string = true;
        word = '';
      } else if (mark === ':') {
        if (open.length === 1) key = word;
      } else if (mark === '{' || mark === '[') {
        if (open.length >= MOST_DEPTH) {
          throw new UnreadableFile('The JSON is nested too deeply.', {
            line,
            field: 'JSON',
            fix: 'Export plain products.',
          });
        }
        const inList = listDepth >= 0 && open.length === listDepth + 1;
        if (open.length === 0 && mark === '{') {
          from = at;
          Object.assign(shell, { text: '', line, tooLong: false });
        } else if (inList && element.depth < 0 && mark === '{') {
          from = at;
          Object.assign(element, { text: '', line, tooLong: false, depth: open.length });
        }
        const opensList =
          mark === '[' &&
          listDepth < 0 &&
          (open.length === 0 || (open.length === 1 && open[0] === '{' && LISTS.has(key)));
        if (opensList) {
          if (open.length) keep(piece.slice(from, at + 1));
          listDepth = open.length;
        }
        open.push(mark);
      } else if (mark === '}' || mark === ']') {
        if (open.pop() !== (mark === '}' ? '{' : '[')) {
          throw new UnreadableFile(`A ${mark} closes nothing.`, {
            line,
            field: 'JSON',
            fix: 'Export the file again.',
          });
        }
        if (element.depth >= 0 && open.length === element.depth) {
          keep(piece.slice(from, at + 1));
          element.depth = -1;
          yield* told(element);
        } else if (listDepth >= 0 && open.length === listDepth) {
          listDepth = -1;
          from = at;
        } else if (open.length === 0 && mark === '}') {
          shell.text += shell.tooLong ? '' : piece.slice(from, at + 1);
          yield* told(shell);
        }
      }
    }
    keep(piece.slice(from));
  }
  if (open.length || string) throw cutOff(line);
}
