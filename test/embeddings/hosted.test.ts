import { describe, expect, it } from 'vitest';
import { embedderOf } from '#src/embeddings/configured.ts';
import { EmbedderUnavailable } from '#src/embeddings/embedder.ts';
import { hostedEmbedder } from '#src/embeddings/hosted.ts';
import { readEnvironment } from '#src/environment.ts';

interface Asked {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly input: readonly string[];
}

/** A server that answers each request with the next of those functions, the last one again and again. */
function server(...answers: ((input: readonly string[]) => Response)[]) {
  const asked: Asked[] = [];
  const ask = async (url: string, init: RequestInit) => {
    const { input } = JSON.parse(String(init.body)) as { input: string[] };
    asked.push({ url, headers: init.headers as Record<string, string>, input });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new Error('no answer is set');
    return answer(input);
  };
  return { asked, ask: ask as unknown as typeof fetch };
}

const vectors = (input: readonly string[]) =>
  Response.json({
    data: input.map((text, index) => ({ index, embedding: [text.length, 0, 0] })).toReversed(),
  });
const fails = (status: number) => () => new Response('secret-key was wrong', { status });
const settings = { model: 'small', apiKey: 'secret-key', baseUrl: 'https://models.example.test/v1/' };
const noWait = async () => {};

describe('a hosted embedder', () => {
  it('gives unit vectors in the order of the texts, whatever the order of the answer', async () => {
    const { ask, asked } = server(vectors);
    const made = await hostedEmbedder(settings, ask, noWait).embed(['a', 'bb']);
    expect(made.map((vector) => [...vector])).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(asked[0]?.url).toBe('https://models.example.test/v1/embeddings');
    expect(asked[0]?.headers['authorization']).toBe('Bearer secret-key');
  });

  it('asks in batches and never with an empty text', async () => {
    const { ask, asked } = server(vectors);
    const texts = Array.from({ length: 130 }, (_, n) => (n === 3 ? '  ' : `text ${n}`));
    expect(await hostedEmbedder(settings, ask, noWait).embed(texts)).toHaveLength(130);
    expect(asked.map((one) => one.input.length)).toEqual([64, 64, 2]);
    expect(asked[0]?.input[3]).not.toBe('');
  });

  it('tries once more after a passing failure, and then no more', async () => {
    const mended = server(fails(503), vectors);
    expect(await hostedEmbedder(settings, mended.ask, noWait).embed(['a'])).toHaveLength(1);
    const down = server(fails(503));
    await expect(hostedEmbedder(settings, down.ask, noWait).embed(['a'])).rejects.toThrow(
      EmbedderUnavailable,
    );
    expect(down.asked).toHaveLength(2);
  });

  it('does not repeat a refusal, and keeps the key out of the message', async () => {
    const { ask, asked } = server(fails(401));
    const failure = await hostedEmbedder(settings, ask, noWait)
      .embed(['a'])
      .catch((error: Error) => error);
    expect(failure).toBeInstanceOf(EmbedderUnavailable);
    expect(String(failure)).toContain('401');
    expect(String(failure)).not.toContain('secret-key');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['too few vectors', () => Response.json({ data: [] })],
    [
      'vectors of two lengths',
      () =>
        Response.json({
          data: [
            { index: 0, embedding: [1] },
            { index: 1, embedding: [1, 2] },
          ],
        }),
    ],
  ])('refuses %s', async (_, answer) => {
    const { ask } = server(answer);
    await expect(hostedEmbedder(settings, ask, noWait).embed(['a', 'b'])).rejects.toThrow(
      EmbedderUnavailable,
    );
  });

  it('is chosen by the environment only', () => {
    expect(embedderOf(readEnvironment({}))).toBeNull();
    const named = readEnvironment({
      EMBEDDING_PROVIDER: 'openai',
      EMBEDDING_MODEL: 'small',
      EMBEDDING_API_KEY: 'k',
    });
    expect(embedderOf(named)?.name).toBe('hosted:small');
  });
});
