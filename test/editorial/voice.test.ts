import { expect, it } from 'vitest';
import { lintFile } from '#src/editorial/lint-content.ts';

const messages = (text: string) => lintFile('voice/sentences.yaml', text).map((one) => one.message);

it('takes several wordings of a sentence', () => {
  expect(
    messages("search:\n  less: ['For less, the {title} at {price}.', 'The {title} is {price}.']\n"),
  ).toEqual([]);
});

it('says which value a sentence lost, may not hold, and that a number comes from the shelves', () => {
  expect(messages("search:\n  less: ['The {title} costs less.']\n")[0]).toContain('{price}');
  expect(messages("search:\n  less: ['The {title} at {price} of {stock}.']\n")[0]).toContain('{stock}');
  expect(messages("talk:\n  thanks: ['Take 20 off.']\n")[0]).toContain('number');
});

it('knows no other sentence', () => {
  expect(messages('talk:\n  goodbye: [Bye.]\n')).toHaveLength(1);
});
