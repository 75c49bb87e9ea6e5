import { anthropicEvent, openaiChunk } from '#test/doubles/llm-server.ts';

interface Call {
  readonly name: string;
  /** As an object, or as the text that stands on the wire. */
  readonly args: object | string;
  readonly id?: string;
}

let calls = 0;
const textOf = (args: object | string): string => (typeof args === 'string' ? args : JSON.stringify(args));

/** Calls of one reply in OpenAI's protocol, side by side, and its end. */
export const openaiCalls = (...all: readonly Call[]): readonly string[] => [
  openaiChunk({ role: 'assistant', content: null }),
  ...all.map(({ name, id = `call_w${++calls}` }, index) =>
    openaiChunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
  ),
  ...all.map(({ args }, index) =>
    openaiChunk({ tool_calls: [{ index, function: { arguments: textOf(args) } }] }),
  ),
  openaiChunk({}, 'tool_calls'),
  'data: [DONE]\n\n',
];

/** Words of one reply in OpenAI's protocol, a piece each, and its end. */
export const openaiWords = (pieces: readonly string[], finish = 'stop'): readonly string[] => [
  openaiChunk({ role: 'assistant', content: '' }),
  ...pieces.map((content) => openaiChunk({ content })),
  openaiChunk({}, finish),
  'data: [DONE]\n\n',
];

/** A block of Anthropic's protocol: how it starts, and what comes of it. */
const block = (index: number, content_block: object, deltas: readonly object[]): readonly string[] => [
  anthropicEvent('content_block_start', { index, content_block }),
  ...deltas.map((delta) => anthropicEvent('content_block_delta', { index, delta })),
  anthropicEvent('content_block_stop', { index }),
];

export const anthropicText = (index: number, ...pieces: readonly string[]): readonly string[] =>
  block(
    index,
    { type: 'text', text: '' },
    pieces.map((text) => ({ type: 'text_delta', text })),
  );

export const anthropicThoughts = (index: number, thinking: string): readonly string[] =>
  block(index, { type: 'thinking', thinking: '', signature: '' }, [
    { type: 'thinking_delta', thinking },
    { type: 'signature_delta', signature: 'c2lnbmVk' },
  ]);

/** Without `args` the block has no delta, as where a tool takes none. */
export const anthropicCall = (index: number, name: string, args?: object | string): readonly string[] =>
  block(
    index,
    { type: 'tool_use', id: `toolu_w${++calls}`, name, input: {} },
    args === undefined ? [] : [{ type: 'input_json_delta', partial_json: textOf(args) }],
  );

export const anthropicEnd = (reason: string): readonly string[] => [
  anthropicEvent('message_delta', {
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { output_tokens: 9 },
  }),
  anthropicEvent('message_stop', {}),
];
