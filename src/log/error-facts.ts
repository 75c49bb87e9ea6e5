const MOST_CAUSES = 5;
const MOST_LETTERS = 2_000;

/** What the log keeps of an error. */
export interface ErrorFacts {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown, without the message. */
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

/** The facts of an error and of its causes; other properties are left out, since Postgres puts rows into them. */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, MOST_LETTERS) };
  const { code } = error as { readonly code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutValue(error.message, code).slice(0, MOST_LETTERS),
    ...(typeof code === 'string' && { code }),
    ...(frames.length > 0 && { stack: frames.join('\n') }),
    ...(error.cause !== undefined && depth < MOST_CAUSES && { cause: errorFacts(error.cause, depth + 1) }),
  };
}

/** Postgres quotes the value it could not read (class 22, "data exception"), which may be anything a person wrote. */
const withoutValue = (message: string, code: unknown): string =>
  typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code) ? message.replace(/".*"/s, '"…"') : message;
