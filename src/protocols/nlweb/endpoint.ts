import type { Client } from '#src/http/client.ts';
import { readBody } from '#src/http/read-body.ts';
import { textStream } from '#src/http/stream.ts';
import { log } from '#src/log/log.ts';
import type { Shop } from '#src/shop.ts';
import { admit } from '../agents/admit.ts';
import { mayAgent } from '../agents/budget.ts';
import { foreignHost } from '../known-host.ts';
import { answerQuestion, failed, type WireAnswer } from './answer.ts';
import { readQuestion, type AskedQuestion } from './ask-request.ts';

const MOST_BYTES = 32 * 1024;
const STREAM = 'text/event-stream';
const headers = { 'cache-control': 'no-store', vary: 'accept' };

/** Answers NLWeb 0.54, and the flat form before it, as one JSON document or as a stream of events. */
export async function answerNlweb(shop: Shop, request: Request, client: Client): Promise<Response> {
  const foreign = foreignHost(shop.environment.SITE_URL, client);
  if (foreign) return foreign;
  const streams = (request.headers.get('accept') ?? '').includes(STREAM);
  const asker = { address: client.address, visitor: null };
  const body = request.method === 'POST' ? await readBody(request, MOST_BYTES) : '';
  const admitted = await admit(shop, { request, client, body: body ?? '' }, new Date());
  if (!admitted.ok) {
    const { status, code, why, retryAfterSeconds } = admitted;
    const wait: Record<string, string> =
      retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
    return Response.json(failed(code, why), { status, headers: { ...headers, ...wait } });
  }
  const { agent } = admitted;
  if (!mayAgent(shop.content.current().store.agents, agent, 'search'))
    return Response.json(failed('agent_not_allowed', 'The merchant lets other agents ask here.'), {
      status: 403,
      headers,
    });
  const given = givenIn(request, body);
  const question =
    given === undefined ? { wrong: 'The request is no JSON, or too long.' } : readQuestion(given);
  // A probe asks nothing to see whether somebody answers, and in which form.
  const wrong =
    'wrong' in question
      ? failed('invalid_request', question.wrong)
      : question.text === ''
        ? failed('no_query', 'Ask by query.text in JSON, or by ?query= in the address.')
        : null;
  const isStream = 'wrong' in question ? streams : (question.streaming ?? streams);
  if (wrong || 'wrong' in question)
    return isStream ? streamed(once(wrong ?? {})) : Response.json(wrong, { status: 400, headers });
  const answer = (): Promise<WireAnswer> =>
    answerQuestion(shop, { asker, agent }, question, request.signal).catch((error: unknown) => {
      log().error({ err: error }, 'a question of a program failed');
      return failed('internal_error', 'Something broke here. It is our fault and has been written down.');
    });
  return isStream ? streamed(inPieces(answer, question)) : Response.json(await answer(), { headers });
}

function givenIn(request: Request, body: string | null): unknown {
  if (request.method !== 'POST') return Object.fromEntries(new URL(request.url).searchParams);
  if (body === null) return undefined;
  try {
    return body === '' ? {} : (JSON.parse(body) as unknown);
  } catch {
    return undefined;
  }
}

const event = (message_type: string, answer: WireAnswer): string =>
  `data: ${JSON.stringify({ message_type, ...answer })}\n\n`;

async function* once(answer: WireAnswer): AsyncGenerator<string> {
  yield event('error', answer);
  yield event('complete', answer);
}

/** Words first, then a product an event; the last event is the whole answer without its results. */
async function* inPieces(
  answer: () => Promise<WireAnswer>,
  { format }: AskedQuestion,
): AsyncGenerator<string> {
  const whole = await answer();
  if ('error' in whole) return yield* once(whole);
  const key = format === 'conv_search' ? 'results' : 'structuredData';
  const results = whole[key] as readonly unknown[];
  const { content } = whole;
  if (content) yield event('summary', { ...whole, [key]: [] });
  for (const one of results)
    yield event('result', { ...whole, ...(content ? { content: [] } : {}), [key]: [one] });
  yield event('complete', { ...whole, ...(content ? { content: [] } : {}), [key]: [] });
}

const streamed = (pieces: AsyncIterable<string>): Response =>
  new Response(textStream(pieces), {
    headers: { ...headers, 'content-type': `${STREAM}; charset=utf-8`, 'x-accel-buffering': 'no' },
  });
