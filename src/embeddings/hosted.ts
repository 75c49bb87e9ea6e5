import { z } from 'zod';
import { cappedResponse } from '#src/http/capped-response.ts';
import { EmbedderUnavailable, toUnit, type Embedder } from './embedder.ts';

export interface HostedSettings {
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** Up to the version: `https://api.example.com/v1`. */
  readonly baseUrl?: string | undefined;
}

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
const BATCH = 64; // texts a request; every known server takes as many
const TIMEOUT_MS = 10_000;
const MOST_REPLY_BYTES = 16 * 1024 * 1024; // 64 vectors of 4,096 numbers written out are 6 MB
const RETRIED = new Set([408, 409, 429, 500, 502, 503, 504]);

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/** An embedder behind the embeddings endpoint that OpenAI defined and most model servers speak. */
export function hostedEmbedder(
  { model, apiKey, baseUrl = DEFAULT_BASE_URL }: HostedSettings,
  ask: typeof fetch = fetch,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Embedder {
  const url = `${baseUrl.replace(/(?<!\/)\/+$/, '')}/embeddings`;

  async function embedBatch(input: readonly string[]): Promise<readonly Float32Array[]> {
    const response = await askTwice(() =>
      ask(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        },
        // An empty input is an error with most servers.
        body: JSON.stringify({
          model,
          input: input.map((text) => text.trim() || '-'),
          encoding_format: 'float',
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    );
    const parsed = answerSchema.safeParse(
      await cappedResponse(response, MOST_REPLY_BYTES)
        .json()
        .catch(() => null),
    );
    const vectors = parsed.data?.data.toSorted((a, b) => a.index - b.index).map((one) => one.embedding);
    if (vectors?.length !== input.length || vectors.some((vector) => vector.length !== vectors[0]?.length)) {
      throw unavailable('its answer does not hold one vector a text');
    }
    return vectors.map((vector) => toUnit(Float32Array.from(vector)));
  }

  /** One retry: a second failure is an outage, and the shopper waits. */
  async function askTwice(send: () => Promise<Response>): Promise<Response> {
    for (let turn = 1; ; turn += 1) {
      const last = turn === 2;
      try {
        const response = await send();
        if (response.ok) return response;
        await response.body?.cancel();
        if (last || !RETRIED.has(response.status)) throw unavailable(`it answered ${response.status}`);
      } catch (error) {
        if (last || error instanceof EmbedderUnavailable) {
          throw error instanceof EmbedderUnavailable ? error : unavailable('it did not answer', error);
        }
      }
      await wait(250);
    }
  }

  const unavailable = (why: string, cause?: unknown) =>
    new EmbedderUnavailable(
      `The embedder at ${new URL(url).host} cannot be used: ${why}. Check EMBEDDING_BASE_URL, EMBEDDING_MODEL and EMBEDDING_API_KEY.`,
      { cause },
    );

  return {
    name: `hosted:${model}`,
    dimensions: null,
    embed: async (texts) => {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += BATCH)
        vectors.push(...(await embedBatch(texts.slice(at, at + BATCH))));
      return vectors;
    },
  };
}
