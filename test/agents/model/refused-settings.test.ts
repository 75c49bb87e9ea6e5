import { expect, it } from 'vitest';
import { hostedModel } from '#agents/shopping/model/hosted-model.ts';
import { withoutRefused } from '#agents/shopping/model/refused-settings.ts';
import { readEnvironment } from '#src/environment.ts';
import { llmServer, type Chosen } from '#test/doubles/llm-server.ts';

const REFUSALS = {
  temperature: {
    message: "Unsupported value: 'temperature' does not support 0 with this model.",
    param: 'temperature',
    code: 'unsupported_value',
  },
  max_tokens: { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." },
};

const askOf = (url: string) => withoutRefused(fetch, url);
const request = (model: string) => ({
  method: 'POST',
  body: JSON.stringify({ model, temperature: 0, max_tokens: 600, stream: true }),
});

it('asks again without what a model refuses, and never with it any more', async () => {
  const choose: Chosen = async (asked) => {
    if ('temperature' in asked) return { refuse: 400, because: REFUSALS.temperature };
    if ('max_tokens' in asked) return { refuse: 400, because: REFUSALS.max_tokens };
    return { say: 'Plover.' };
  };
  const server = await llmServer([choose]);
  const ask = askOf(server.url);
  const first = await ask(`${server.url}/chat/completions`, request('thinks'));
  const second = await ask(`${server.url}/chat/completions`, request('thinks'));
  await server.close();
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(server.requests).toHaveLength(4);
  expect(server.requests.at(-1)).toEqual({ model: 'thinks', max_completion_tokens: 2600, stream: true });
});

it('asks another model of the same server with every setting', async () => {
  const choose: Chosen = async (asked) =>
    asked['model'] === 'thinks' && 'temperature' in asked
      ? { refuse: 400, because: REFUSALS.temperature }
      : { say: 'Plover.' };
  const server = await llmServer([choose]);
  const ask = askOf(server.url);
  await ask(`${server.url}/chat/completions`, request('thinks'));
  await ask(`${server.url}/chat/completions`, request('plain'));
  await server.close();
  expect(server.requests.map((one) => 'temperature' in one)).toEqual([true, false, true]);
});

it('hands on a refusal for another reason, once and whole', async () => {
  const because = { message: 'The model does not exist.', param: 'model' };
  const server = await llmServer([{ refuse: 400, because }]);
  const refusal = await askOf(server.url)(`${server.url}/chat/completions`, request('none'));
  await server.close();
  expect(refusal.status).toBe(400);
  expect(await refusal.json()).toEqual({ error: because });
  expect(server.requests).toHaveLength(1);
});

it('does not ask for ever where a server refuses both names of one setting', async () => {
  const choose: Chosen = async (asked) => ({
    refuse: 400,
    because: { param: 'max_tokens' in asked ? 'max_tokens' : 'max_completion_tokens' },
  });
  const server = await llmServer([choose]);
  const refusal = await askOf(server.url)(`${server.url}/chat/completions`, request('odd'));
  await server.close();
  expect(refusal.status).toBe(400);
  expect(server.requests.length).toBeLessThanOrEqual(3);
});

it('lets a model that refuses the temperature answer a turn', async () => {
  const choose: Chosen = async (asked) =>
    'temperature' in asked ? { refuse: 400, because: REFUSALS.temperature } : { say: 'Plover.' };
  const server = await llmServer([choose]);
  const environment = { LLM_PROVIDER: 'openai', LLM_MODEL: 'thinks', LLM_BASE_URL: server.url };
  const model = await hostedModel(readEnvironment(environment), new AbortController().signal);
  const reply = await model?.invoke('Which shoe?');
  await server.close();
  expect(reply?.text).toBe('Plover.');
});
