import { excerpt, type Flaw, type Rule } from '../rule.ts';

const EMPTY_WORDS = /^(image|picture|photo|img|product|untitled)\s*\d*$|\.(jpe?g|png|webp|svg|gif)$/i;

export const altText: Rule = {
  id: 'alt-text',
  title: 'Every picture says what it shows',
  severity: 'warning',
  why: 'People who do not see it and models that read text learn what the picture shows from these words alone.',
  check: ({ images, kind }) => {
    const flaws = images
      .filter((image) => !image.hidden && (image.alt === null || EMPTY_WORDS.test(image.alt.trim())))
      .map((image): Flaw => ({
        where: `picture ${excerpt(image.src, 60)}`,
        found: image.alt === null ? 'It has no alternative text.' : `“${image.alt}” says nothing.`,
        fix: 'Say in one sentence what it shows, with the facts; an empty alt is for mere decoration.',
      }));
    const bare = kind === 'product' && images.length > 0 && images.every((image) => !image.alt?.trim());
    return bare && !flaws.length
      ? [
          {
            where: 'the pictures of the product',
            found: 'Every one of them is marked as decoration.',
            fix: 'Describe the first picture: what it is, its colour and what can be seen of it.',
          },
        ]
      : flaws;
  },
};
