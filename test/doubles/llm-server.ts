import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One step of a model over the wire: what it streams, or how it misbehaves. */
export type Step =
  /** `isCut`: it ends where the most tokens are reached. */
  | { readonly say: string; readonly isCut?: boolean }
  /** Words that come so far, and go on once the time has come; where it never comes, the connection breaks. */
  | { readonly say: string; readonly upTo: number; readonly until: () => Promise<unknown> }
  /** Events as some server writes them, one by one. */
  | { readonly wire: readonly string[] }
  | { readonly call: string; readonly args: object; readonly isCut?: boolean }
  | { readonly refuse: number; readonly retryAfter?: number; readonly because?: object }
  | { readonly silent: true }
  | { readonly garbage: true }
  /** Words, a call or one line without end, until nobody reads any longer. */
  | { readonly flood: 'words' | 'call' | 'line'; readonly status?: number }
  | { readonly cut: string };

/** A step that is chosen, and waited for, when it is asked for. */
export type Chosen = (asked: Record<string, unknown>) => Promise<Exclude<Step, { flood: string }>>;

export interface LlmServer {
  readonly url: string;
  /** Bodies of the requests, in order. */
  readonly requests: readonly Record<string, unknown>[];
  /** Bytes that floods have sent. */
  flooded(): number;
  close(): Promise<void>;
}

/**
 * A local server that speaks the streaming protocols of OpenAI's chat completions and Anthropic's messages. Each
 * request takes the next step; the last step repeats.
 */
export async function llmServer(steps: readonly (Step | Chosen)[]): Promise<LlmServer> {
  const requests: Record<string, unknown>[] = [];
  let flooded = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = JSON.parse(body) as Record<string, unknown>;
      requests.push(asked);
      const step = steps[Math.min(requests.length, steps.length) - 1];
      const wire = request.url?.includes('/messages') ? anthropic : openai;
      if (typeof step === 'function') void step(asked).then((chosen) => answer(response, chosen, wire));
      else if (step && 'flood' in step)
        flood(response, step, wire, (bytes) => {
          flooded += bytes;
        });
      else if (step) answer(response, step, wire);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    flooded: () => flooded,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function flood(
  response: ServerResponse,
  { flood: what, status = 200 }: Extract<Step, { flood: string }>,
  wire: typeof openai,
  sent: (bytes: number) => void,
): void {
  messages += 1;
  response.writeHead(status, { 'content-type': 'text/event-stream' });
  const whole =
    what === 'line'
      ? ['data: {"', 'x'.repeat(64 * 1024)]
      : what === 'call'
        ? wire.call('search_products', JSON.stringify({ query: 'x'.repeat(9) })).slice(0, -wire.closing)
        : wire.say('Trail shoes fit').slice(0, -wire.closing);
  for (const event of whole) response.write(event);
  const again = whole.at(-1) ?? '';
  const pour = () => {
    if (response.destroyed) return;
    sent(again.length);
    if (response.write(again)) setImmediate(pour);
    else response.once('drain', pour);
  };
  pour();
}

function answer(response: ServerResponse, step: Exclude<Step, { flood: string }>, wire: typeof openai): void {
  if ('silent' in step) return;
  if ('refuse' in step) {
    response.writeHead(step.refuse, {
      'content-type': 'application/json',
      ...(step.retryAfter ? { 'retry-after': String(step.retryAfter) } : {}),
    });
    response.end(
      JSON.stringify({ error: step.because ?? { type: 'error', message: 'secret provider detail' } }),
    );
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if ('garbage' in step) {
    response.end('data: {"not": "what was expected"\n\ndata: <html>\n\n');
    return;
  }
  messages += 1;
  if ('wire' in step) {
    for (const event of step.wire) response.write(event);
    response.end();
    return;
  }
  if ('until' in step) {
    const sent = wire.say(step.say.slice(0, step.upTo)).slice(0, -wire.closing);
    for (const event of sent) response.write(event);
    step.until().then(
      () => response.end(wire.say(step.say.slice(step.upTo)).slice(wire.opening).join('')),
      () => response.destroy(),
    );
    return;
  }
  const events =
    'call' in step
      ? wire.call(step.call, JSON.stringify(step.args).slice(0, step.isCut ? -4 : undefined), step.isCut)
      : 'cut' in step
        ? wire.say(step.cut)
        : wire.say(step.say, step.isCut);
  const sent = 'cut' in step ? events.slice(0, -wire.closing) : events;
  for (const event of sent) response.write(event);
  if ('cut' in step) response.destroy();
  else response.end();
}

// Every message and call has an id of its own, as the providers give them; the graph tells messages apart by it.
let messages = 0;
let calls = 0;

/** Tokens as models write them: the beginning of a word with the space before it, then its rest. */
const piecesOf = (text: string): readonly string[] => text.match(/\s+\S{1,4}|^\S{1,4}|\S+/g) ?? [];

/** An event of OpenAI's chat completions. */
export const openaiChunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: `chatcmpl-${messages}`, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

const openai = {
  opening: 1,
  closing: 2,
  say: (text: string, isCut = false): readonly string[] => [
    openaiChunk({ role: 'assistant', content: '' }),
    ...piecesOf(text).map((content) => openaiChunk({ content })),
    openaiChunk({}, isCut ? 'length' : 'stop'),
    'data: [DONE]\n\n',
  ],
  call: (name: string, args: string, isCut = false): readonly string[] => [
    openaiChunk({
      role: 'assistant',
      content: null,
      tool_calls: [{ index: 0, id: `call_${++calls}`, type: 'function', function: { name, arguments: '' } }],
    }),
    ...(args.match(/.{1,9}/gs) ?? []).map((piece) =>
      openaiChunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] }),
    ),
    openaiChunk({}, isCut ? 'length' : 'tool_calls'),
    'data: [DONE]\n\n',
  ],
};

/** An event of Anthropic's messages. */
export const anthropicEvent = (type: string, data: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

/** The first event of a message. */
export const anthropicOpening = () =>
  anthropicEvent('message_start', {
    message: {
      id: `msg_${messages}`,
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  });
const anthropicClosing = (reason: string): readonly string[] => [
  anthropicEvent('content_block_stop', { index: 0 }),
  anthropicEvent('message_delta', {
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { output_tokens: 9 },
  }),
  anthropicEvent('message_stop', {}),
];

const anthropic: typeof openai = {
  opening: 2,
  closing: 3,
  say: (text, isCut = false) => [
    anthropicOpening(),
    anthropicEvent('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...piecesOf(text).map((piece) =>
      anthropicEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } }),
    ),
    ...anthropicClosing(isCut ? 'max_tokens' : 'end_turn'),
  ],
  call: (name, args, isCut = false) => [
    anthropicOpening(),
    anthropicEvent('content_block_start', {
      index: 0,
      content_block: { type: 'tool_use', id: `toolu_${++calls}`, name, input: {} },
    }),
    ...(args.match(/.{1,9}/gs) ?? []).map((piece) =>
      anthropicEvent('content_block_delta', {
        index: 0,
        delta: { type: 'input_json_delta', partial_json: piece },
      }),
    ),
    ...anthropicClosing(isCut ? 'max_tokens' : 'tool_use'),
  ],
};
