import { describe, expect, it } from 'vitest';
import { sentenceGate, type Verdict } from '#agents/shopping/guardrails/sentence-gate.ts';
import { endedSentences, sentencesOf } from '#agents/shopping/guardrails/sentences.ts';
import { withoutThoughts } from '#agents/shopping/guardrails/hidden-thoughts.ts';

const all: Verdict = { words: (sentence) => sentence, needsNext: () => false };

/** What is said of a reply that comes in pieces, one entry each time that something is. */
function said(pieces: readonly string[], verdict: Verdict = all, isCut = false): readonly string[] {
  const out: string[] = [];
  const gate = sentenceGate(verdict, { text: '', words: 0 }, (words) => out.push(words));
  let text = '';
  for (const piece of pieces) {
    text += piece;
    gate.more(withoutThoughts(text).said);
  }
  gate.end(withoutThoughts(text).said, isCut);
  return out;
}
const letters = (text: string): readonly string[] => [...text];

describe('sentences', () => {
  it.each([
    ['It costs $89.50. It weighs 1.5 kg.', 2],
    ['It is light, e.g. for stairs. It fits.', 2],
    ['Dr. Moor made the No. 5. It fits.', 2],
    ['1. Wash it. 2. Dry it.', 2],
    ['- Clay Pot: $40\n- Wool Rug: $90', 2],
    ['Er kostet 89,50 €. Er wiegt ca. 300 g, z. B. ohne Deckel. Gut.', 3],
    ['Il coûte 89,50 € ! Il pèse 1,5 kg.', 2],
    ['¿Te gusta? Cuesta 40 €.', 2],
    ['它很适合你。价格是$89。', 2],
  ])('of %s are %i, whole or letter by letter', (text, many) => {
    expect(sentencesOf(text)).toHaveLength(many);
    expect(sentencesOf(text).join('')).toBe(text);
    expect(said(letters(text)).join('')).toBe(said([text]).join(''));
  });

  it('have ended where nothing that follows changes them', () => {
    expect(endedSentences('It weighs 2 kg. 3')).toEqual([]);
    expect(endedSentences('It weighs 2 kg. 3 fit')).toEqual([]);
    expect(endedSentences('It weighs 2 kg. Three')).toEqual(['It weighs 2 kg. ']);
  });
});

describe('a reply that comes in pieces', () => {
  it('is said sentence by sentence, each as soon as the next has begun', () => {
    const out: string[] = [];
    const gate = sentenceGate(all, { text: '', words: 0 }, (words) => out.push(words));
    gate.more('The pot fits well. It');
    expect(out).toEqual(['The pot fits well.']);
    gate.more('The pot fits well. It costs $40 today. And');
    expect(out).toEqual(['The pot fits well.', ' It costs $40 today.']);
    gate.end('The pot fits well. It costs $40 today. And it is light.', false);
    expect(out.join('')).toBe('The pot fits well. It costs $40 today. And it is light.');
  });

  it.each([
    ['The pot fits well. <thinking>Is it? It is.</thinking>It costs $40 now.'],
    ['<think>Hm. The pot. It is.</think>The pot fits well. It costs $40 now.'],
    ['The pot fits well. <tool_call>{"name": "x. Y"}</tool_call> It costs $40 now.'],
    ['The pot fits well. <function_calls><invoke name="x. Y"></invoke></function_calls> It costs $40 now.'],
    ['The pot fits well. ◁think▷Is it? Yes.◁/think▷ It costs $40 now.'],
    ['The pot fits well. <｜tool▁calls▁begin｜>x. Y<｜tool▁calls▁end｜> It costs $40 now.'],
    ['The pot fits well. ```json\n{"name": "x. Y"}\n``` It costs $40 now.'],
    ['<think>Hm. ```a. B``` It is.</think>The pot fits well. It costs $40 now.'],
    ['analysisThey want a pot. I say so.assistantfinalThe pot fits well. It costs $40 now.'],
  ])('never shows thoughts, wherever it is cut into pieces: %s', (text) => {
    expect(said(letters(text)).join('')).toBe('The pot fits well. It costs $40 now.');
  });

  it('does not say a sentence again where its end turns out to be a thought', () => {
    expect(said(['The pot fits well. <thi', 'nk>Is it?</think>'])).toEqual(['The pot fits well.']);
  });

  it('goes on with what follows where all before turns out to be a thought', () => {
    expect(said(['They want a pot. I', ' say so.</think>', 'It fits well now.'])).toEqual([
      'They want a pot.', // only where the server had not swallowed the tag in the replies before
      ' It fits well now.',
    ]);
  });

  it('keeps an opener until there is something to open', () => {
    expect(said(letters('Sure! The pot fits well.'))).toEqual(['Sure! The pot fits well.']);
    expect(said(['Two fit.'])).toEqual(['Two fit.']);
  });

  it('says a line that leads to others only with what it leads to', () => {
    const noTable: Verdict = { ...all, words: (sentence) => (sentence.includes('|') ? '' : sentence) };
    expect(said(letters('The pot fits well. All of them:\n|a|b|\nIt costs $40 now.'), noTable)).toEqual([
      'The pot fits well.',
      '\nIt costs $40 now.',
    ]);
    expect(said(letters('The pot fits well. All of them:'))).toEqual(['The pot fits well.']);
  });

  it('keeps the lines of a list apart', () => {
    expect(said(letters('These two fit well:\n\n- Clay Pot at $40\n- Wool Rug at $90\n')).join('')).toBe(
      'These two fit well:\n\n- Clay Pot at $40\n- Wool Rug at $90',
    );
  });

  it('has no gap where a sentence may not be said', () => {
    const noHurry: Verdict = { ...all, words: (sentence) => (sentence.includes('Hurry') ? '' : sentence) };
    expect(said(letters('Hurry up now! The pot fits well. Hurry! It costs $40 now.'), noHurry)).toEqual([
      'The pot fits well.',
      ' It costs $40 now.',
    ]);
  });

  it('waits with a sentence that its neighbour decides', () => {
    const seen: string[] = [];
    const verdict: Verdict = {
      needsNext: (sentence) => sentence.includes('only when'),
      words: (sentence, before, after) => {
        seen.push([before, sentence, after].map((one) => one.trim()).join('|'));
        return sentence;
      },
    };
    said(letters('It changes only when. You ask for it. Fine then.'), verdict);
    expect(seen[0]).toBe('|It changes only when.|You ask for it.');
  });

  it('that was cut ends with its last whole sentence', () => {
    expect(said(['The pot fits well. It costs'], all, true)).toEqual(['The pot fits well.']);
    expect(said(['It costs'], all, true)).toEqual([]);
    expect(said(['The pot fits well (really.) And'], all, true)).toEqual(['The pot fits well (really.)']);
  });

  it('is not said beyond the most words of an answer', () => {
    const sentence = 'One two three four five six seven eight nine ten. ';
    expect(
      said(letters(sentence.repeat(9)))
        .join('')
        .split(' '),
    ).toHaveLength(60);
  });
});
