const PIECE = 64 * 1024; // characters
const LONGEST_LINE = 256 * 1024 * 1024; // characters: a row with more is no row of the shop

/** Lines with their ends, some at a time. */
export async function* joinLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

/** The lines of a text that comes in pieces. Throws where its last line has no end. */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length) {
      lines[0] = begun.join('') + lines[0];
      yield* lines;
      begun = [];
      length = 0;
    }
    begun.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE) throw new Error('a line is longer than any row');
  }
  if (length) throw new Error('it is cut off');
}
