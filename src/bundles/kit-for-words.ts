import type { Content } from '#src/editorial/content.ts';

/** The kit whose names a shopper's words hold, the longest name first; null where none does. */
export function kitForWords(content: Content, text: string): string | null {
  const said = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = content.kits.flatMap((entry) =>
    [entry.words.title, ...entry.words.asked].map((name) => ({
      slug: entry.slug,
      name: name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    })),
  );
  const found = named
    .filter(({ name }) => said.includes(` ${name} `))
    .toSorted((a, b) => b.name.length - a.name.length);
  return found[0]?.slug ?? null;
}
