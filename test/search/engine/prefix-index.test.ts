import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordForm } from '#src/language/word-form.ts';
import { gatherTexts, startsOf } from '#src/search/engine/text/prefix-index.ts';

const found = async (texts: readonly string[], typed: string, most = 40) => {
  const gathered = gatherTexts(wordForm);
  for (const text of texts) gathered.add(text);
  return (await gathered.inOrder()).find(startsOf(typed), most);
};

it('finds texts in their order in which every start begins a word', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1'), minLength: 1, maxLength: 3 });
  const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { maxLength: 60 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      async (texts, starts) => {
        const naive = texts.flatMap((one, at) =>
          starts.every((start) => startsOf(one).some((word) => word.startsWith(start))) ? [at] : [],
        );
        expect(await found(texts, starts.join(' '))).toEqual(naive.slice(0, 40));
      },
    ),
  );
});

it('finds what lies far down as well', async () => {
  const texts = Array.from({ length: 20_000 }, (_, at) =>
    at % 7_000 === 6_999 ? `Tent ${at}` : `Lamp ${at}`,
  );
  expect(await found(texts, 'ten')).toEqual([6_999, 13_999]);
  expect(await found(texts, 'lamp 1999')).toEqual([
    1_999,
    ...Array.from({ length: 10 }, (_, at) => 19_990 + at),
  ]);
});

it('knows a word of the plural by its singular', async () => {
  expect(await found(['Oak tent', 'Oak table'], 'oak tents')).toEqual([0]);
});

it.each(['constructor', '__proto__', 'toString'])('knows %s only where a text holds it', async (word) => {
  expect(await found(['Oak tent'], word)).toEqual([]);
  expect(await found([`Oak ${word.replaceAll('_', '')}`], word)).toEqual([0]);
});
