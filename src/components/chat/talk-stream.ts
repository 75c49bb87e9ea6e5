/*
 * Reads the AI SDK's UI message stream (server-sent events, one JSON chunk each) as it arrives. Only the chunk
 * kinds the shop sends are known; others are passed over, so a newer server does not break an open page.
 */

export type TalkChunk =
  | { readonly type: 'text-start' | 'text-end'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'error'; readonly errorText: string }
  | { readonly type: 'finish' | 'abort' }
  | { readonly type: `data-${string}`; readonly data: unknown };

/** The server refused the turn; the message is for the shopper. */
export class TalkRefused extends Error {}

const BROKEN = 'The answer did not arrive. Check the connection and try again.';

/** Sends a turn and yields its chunks. Throws TalkRefused with words to show; an abort ends quietly. */
export async function* sendTurn(body: unknown, signal: AbortSignal): AsyncGenerator<TalkChunk> {
  const response = await fetch('/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    throw signal.aborted ? cause : new TalkRefused(BROKEN, { cause });
  });
  if (!response.ok || !response.body) throw new TalkRefused(await refusalOf(response));
  yield* chunksOf(response.body);
}

/** Reads the answer that is being given in the conversation, from its beginning; nothing where none is. */
export async function* resumeTurn(id: string, signal: AbortSignal): AsyncGenerator<TalkChunk> {
  const response = await fetch(`/api/chat/${id}/stream`, { signal });
  if (response.status === 200 && response.body) yield* chunksOf(response.body);
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<TalkChunk> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const chunk = readEvent(event);
      if (chunk) yield chunk;
    }
  }
}

function readEvent(event: string): TalkChunk | null {
  const data = event
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .join('');
  if (!data || data === '[DONE]') return null;
  try {
    return JSON.parse(data) as TalkChunk;
  } catch {
    return null;
  }
}

async function refusalOf(response: Response): Promise<string> {
  const said = (await response.json().catch(() => null)) as { detail?: string } | null;
  return said?.detail ?? BROKEN;
}
