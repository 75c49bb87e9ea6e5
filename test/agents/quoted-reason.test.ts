import { describe, expect, it } from 'vitest';
import { quotedReason } from '#agents/shopping/offline-model/quoted-reason.ts';

describe('what is quoted of a passage', () => {
  it.each([
    ['Baked from spelt and left to rest', 'Baked from spelt and left to rest.'],
    [', the loaf keeps for a week. It freezes well.', 'It freezes well.'],
    ['keeps for a week', ''],
    ['A dense rye loaf. It is baked with …', 'A dense rye loaf.'],
    [
      'A dense rye loaf is baked for everybody who likes crust and is …',
      'A dense rye loaf is baked for everybody who likes crust.',
    ],
    ['A loaf, baked with the flour of the …', ''],
  ])('of %j is %j', (passage, said) => {
    expect(quotedReason(passage)).toBe(said);
  });
});
