import { cappedResponse } from '#src/http/capped-response.ts';

/** The settings of a request that some models refuse, and what is sent to those in their place. */
const INSTEAD: Readonly<Record<string, (body: Body) => void>> = {
  temperature: () => undefined,
  // A model that thinks counts its thoughts among the tokens it writes.
  max_tokens: (body) => {
    body['max_completion_tokens'] = Number(body['max_tokens']) + MOST_TOKENS_OF_THOUGHT;
  },
  max_completion_tokens: (body) => {
    body['max_tokens'] = body['max_completion_tokens'];
  },
};
const MOST_TOKENS_OF_THOUGHT = 2_000;
const MOST_REFUSAL_BYTES = 16 * 1024;

type Body = Record<string, unknown>;

/** Settings that a server has refused for a model, for as long as the process lives. */
const refused = new Map<string, Set<string>>();

/**
 * The same fetch, which leaves out what the server has refused for this model. Where it answers 400 and names one of
 * these settings as the reason (`error.param`, or the name in the message), the request is made again without it.
 */
export function withoutRefused(ask: typeof fetch, server: string): typeof fetch {
  return async (input, init) => {
    const body = bodyOf(init?.body);
    if (!body) return ask(input, init);
    const key = `${server} ${String(body['model'])}`;
    for (;;) {
      const response = await ask(input, { ...init, body: JSON.stringify(without(body, refused.get(key))) });
      if (response.status !== 400) return response;
      const said = await cappedResponse(response, MOST_REFUSAL_BYTES)
        .text()
        .catch(() => '');
      const setting = refusedIn(said, body, refused.get(key));
      const { status, headers } = response;
      if (!setting) return new Response(said, { status, headers });
      refused.set(key, new Set([...(refused.get(key) ?? []), setting]));
    }
  };
}

function without(body: Body, settings: ReadonlySet<string> = new Set()): Body {
  const left = { ...body };
  for (const setting of settings) {
    INSTEAD[setting]?.(left);
    Reflect.deleteProperty(left, setting);
  }
  return left;
}

/** The setting of this request that a refusal speaks of and that was not left out already. */
function refusedIn(said: string, body: Body, before: ReadonlySet<string> = new Set()): string | undefined {
  const param = /"param"\s*:\s*"(\w+)"/.exec(said)?.[1];
  const isOurs = (setting: string) => setting in body && !before.has(setting);
  const settings = Object.keys(INSTEAD).filter(isOurs);
  return (
    settings.find((one) => one === param) ?? settings.find((one) => new RegExp(`\\b${one}\\b`).test(said))
  );
}

function bodyOf(body: unknown): Body | null {
  if (typeof body !== 'string') return null;
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? (read as Body) : null;
  } catch {
    return null;
  }
}
