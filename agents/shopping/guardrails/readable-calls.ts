import { AIMessage, createMiddleware, ToolInvocationError } from 'langchain';
import { refuseCall } from './refuse-call.ts';

const PREFIX = /^functions?[.:]/; // as gpt-oss and Kimi write the names of tools
const LONGEST = 300;

/**
 * A reply with its calls as they were meant, and with ids of its own: a name without its prefix, arguments that were
 * encoded twice, an id that no earlier call of the turn has. Some servers give every reply and every call the same id,
 * and the graph tells them apart by nothing else. `used` holds the ids of the turn.
 */
export function readableReply(answer: AIMessage, used: Set<string>): AIMessage {
  answer.id = crypto.randomUUID();
  // Blocks of content hold the calls a second time; the one protocol that has them gives good ids.
  if (typeof answer.content !== 'string') return answer;
  const decoded = (answer.invalid_tool_calls ?? []).map((call) => ({ call, args: decodedTwice(call.args) }));
  const calls = [
    ...(answer.tool_calls ?? []),
    ...decoded.flatMap(({ call: { id, name = '' }, args }) =>
      args ? [{ ...(id ? { id } : {}), name, args, type: 'tool_call' as const }] : [],
    ),
  ];
  if (!calls.length) return answer;
  return new AIMessage({
    content: answer.content,
    id: answer.id,
    tool_calls: calls.map((call) => ({
      ...call,
      name: call.name.replace(PREFIX, ''),
      id: freshId(call.id, used),
    })),
    invalid_tool_calls: decoded.flatMap(({ call, args }) => (args ? [] : [call])),
    response_metadata: answer.response_metadata,
    ...(answer.usage_metadata ? { usage_metadata: answer.usage_metadata } : {}),
  });
}

function freshId(given: string | undefined, used: Set<string>): string {
  const id = given && !used.has(given) ? given : `call_${crypto.randomUUID()}`;
  used.add(id);
  return id;
}

/** The object that a string of JSON holds as a string of JSON; null for anything else. */
function decodedTwice(args: string | undefined): Record<string, unknown> | null {
  const once = jsonOf(args);
  const twice = typeof once === 'string' ? jsonOf(once) : null;
  return typeof twice === 'object' && twice !== null && !Array.isArray(twice)
    ? (twice as Record<string, unknown>)
    : null;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

/** Answers a call of no tool, or with arguments that no schema takes, with what to do instead, and with nothing of ours. */
export const readableCalls = (names: readonly string[]) =>
  createMiddleware({
    name: 'readable-calls',
    wrapToolCall: async (request, handler) => {
      if (!request.tool)
        return refuseCall(request.toolCall, {
          refusal: 'unknown-tool',
          next: `call one of ${names.join(', ')}`,
        });
      try {
        return await handler(request);
      } catch (error) {
        const invalid = [error, error instanceof Error ? error.cause : null].find((one) =>
          ToolInvocationError.isInstance(one),
        );
        if (!invalid) throw error;
        const [why = ''] = invalid.toolError.message.split('\n    at '); // the rest is a trace
        return refuseCall(request.toolCall, {
          refusal: 'bad-arguments',
          next: `call it again as its schema says. ${why}`.slice(0, LONGEST),
        });
      }
    },
  });
