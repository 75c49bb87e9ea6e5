import type { DestinationStream } from 'pino';
import type { ErrorFacts } from './error-facts.ts';

/** Lines for people instead of JSON: the time, the level, the words, then the facts and the error below. */
export const readableLines = (output: { write(text: string): unknown }): DestinationStream => ({
  write: (line) => {
    const { time, level, msg, err, ...facts } = JSON.parse(line) as {
      readonly time: string;
      readonly level: string;
      readonly msg?: string;
      readonly err?: ErrorFacts;
    };
    const told = Object.entries(facts).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    const head = [time.slice(11, 19), level, msg, ...told].filter(Boolean).join(' ');
    output.write(`${head}\n${err ? errorLines(err) : ''}`);
  },
});

function errorLines({ type, message, code, stack, cause }: ErrorFacts): string {
  const head = `  ${type}${code ? ` (${code})` : ''}: ${message}\n`;
  return `${head}${stack ? `${stack}\n` : ''}${cause ? `  caused by\n${errorLines(cause)}` : ''}`;
}
