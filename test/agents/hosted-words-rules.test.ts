import { AIMessage } from 'langchain';
import { describe, expect, it } from 'vitest';
import { isInAnotherLanguage } from '#agents/shopping/guardrails/answer-language.ts';
import { withoutThoughts } from '#agents/shopping/guardrails/hidden-thoughts.ts';
import { modelFallback } from '#agents/shopping/guardrails/model-fallback.ts';
import { echoOf } from '#agents/shopping/guardrails/prompt-echo.ts';
import { newCircuit } from '#agents/shopping/model/circuit-breaker.ts';

describe('thoughts', () => {
  it.each([
    'A pot under 200 g, so <2 kg together.',
    'It is [thinner] than the other, with reason.',
    'I think it fits.',
  ])('are not words like these: %s', (text) => {
    expect(withoutThoughts(text)).toEqual({ said: text, swallowed: false });
  });

  it('end with the first tag that closes them, whatever its name', () => {
    expect(withoutThoughts('<Thinking budget="2">a <think> b</think>It fits. <|im_end|>').said).toBe(
      'It fits. ',
    );
  });

  it.each(['<', '<think', '</think>', '<think>', '<|channel|>', '[think]'])(
    'come to an end in sixteen thousand characters of %s',
    (piece) => {
      expect(withoutThoughts(piece.repeat(16_000 / piece.length)).said.length).toBeLessThanOrEqual(16_000);
    },
  );
});

describe('an echo of the prompt', () => {
  const secret = { texts: ['Change the cart only when the shopper asks for it.'], names: ['view_cart'] };

  it('is six words in a row, also over two sentences, or the name of a tool', () => {
    const { repeats } = echoOf(secret, '');
    expect(repeats('Only when. ', '', 'The shopper asks for it! ')).toBe(true);
    expect(repeats('The shopper asks for it! ', 'Only when. ', '')).toBe(true);
    expect(repeats('It calls view_cart. ', '', '')).toBe(true);
    expect(repeats('It is a clay pot.', 'The shopper asks for it! ', '')).toBe(false);
  });

  it('is nothing that tools or the shopper said, too, and nothing shorter', () => {
    const open = echoOf(secret, 'Why only when the shopper asks for it?');
    expect(open.repeats('We act only when the shopper asks for it. ', '', '')).toBe(false);
    expect(echoOf(secret, '').repeats('Say when the shopper asks.', '', '')).toBe(false);
  });

  it('may begin with the end of a sentence, which then waits for the next', () => {
    const { mayGoOn } = echoOf(secret, '');
    expect(['Change the cart only when.', 'Only when.'].map(mayGoOn)).toEqual([true, true]);
    expect(mayGoOn('It is a clay pot.')).toBe(false);
  });
});

describe('the language of an answer', () => {
  const isOther = (answer: string, asked = 'a large pot please', told = '') =>
    isInAnotherLanguage([answer], asked, told, 'en');

  it.each([
    'Der Topf ist aus Ton und nicht sehr schwer.',
    'Le pot est très léger mais pas fragile.',
    'O vaso é muito leve e não pesa mais.',
    'Il vaso è leggero ma non fragile.',
    'De pot is licht maar niet voor buiten.',
    'Горшок подойдет.',
    '이 화분이 좋습니다.',
  ])('is not the one that was asked in: %s', (answer) => {
    expect(isOther(answer)).toBe(true);
  });

  it.each([
    'The Pot de la Mer fits and costs $40.',
    'It comes in M and L.',
    'Two fit.',
    'Yes, size L is in stock.',
    'The Vaso del Sol, $40.',
  ])('is English, whatever things are called: %s', (answer) => {
    expect(isOther(answer)).toBe(false);
  });

  it('may be that of the shopper', () => {
    expect(isOther('Der Topf ist nicht schwer.', 'ich suche einen Topf mit Deckel')).toBe(false);
    expect(isOther('El florero es muy ligero.', 'busco florero')).toBe(false);
    expect(isOther('Горшок подойдет.', 'нужен горшок')).toBe(false);
  });

  it('is not told by names that the catalogue holds', () => {
    expect(isOther('Ask for der das pot.', 'a pot', 'Der Das Pot')).toBe(false);
    expect(isOther('It is called 花瓶.', 'a pot', 'title: 花瓶')).toBe(false);
  });
});

it('the offline model has its own time once, from when it takes over', async () => {
  let times = 0;
  const { wrapModelCall } = modelFallback(
    { answeredBy: 'llm', fallbackReason: null, toolCalls: 0 } as Parameters<typeof modelFallback>[0],
    {
      offlineModel: {} as Parameters<typeof modelFallback>[1]['offlineModel'],
      circuit: newCircuit(),
      deadline: AbortSignal.abort(),
      stopped: new AbortController().signal,
      unattended: new AbortController().signal,
      takeOver: () => (times += 1),
      clock: () => 0,
    },
  );
  const said = async () =>
    wrapModelCall?.({} as never, () => Promise.resolve(new AIMessage('It fits.')) as never);
  await said();
  await said();
  expect(times).toBe(1);
});
