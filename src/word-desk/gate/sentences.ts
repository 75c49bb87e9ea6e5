import { fileRole } from '#src/editorial/files.ts';
import { readFrontMatter, readYaml } from '#src/editorial/front-matter.ts';
import { markdownToText } from '#src/editorial/markdown.ts';

/** One sentence as people read it, and the addresses of products that it links to. */
export interface Sentence {
  readonly text: string;
  readonly links: readonly string[];
}

/** Fields that hold names, days and numbers of their own, which are rows themselves or are looked at by the lint. */
const NO_PROSE = new Set(
  'kind author published updated categories products uses sources topic order goesWith accessoryFor consumableFor services windowDays countries fee method deliveryRefund draft'.split(
    ' ',
  ),
);

const AMOUNT = /^\d+(?:\.\d+)? [A-Z]{3}$/; // a rule of the shop, not words

/** The sentences of a file: its fields of prose and its Markdown; none where it cannot be read. */
export function sentencesOf(path: string, file: string): readonly Sentence[] {
  const role = fileRole(path);
  if (!role) return [];
  const read = role.yaml ? readYaml(file) : readFrontMatter(file);
  if (!read.ok) return [];
  const texts: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && !AMOUNT.test(value)) texts.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) if (!NO_PROSE.has(name)) walk(one, name || key);
  };
  walk(read.value.data, '');
  const blocks = [...texts, ...read.value.body.split(/\n{2,}|\n(?=[|*-] ?)/)];
  const table = read.value.body.includes('|') ? markdownToText(read.value.body).split('\n') : [];
  return [...blocks, ...table.filter((line) => line.includes('; '))].flatMap((block) => {
    const links = (text: string) => [...text.matchAll(/\]\(\/p\/([a-z0-9-]+)/g)].map(([, slug = '']) => slug);
    return block
      .replace(/\s+/g, ' ')
      .split(/(?<=[.!?…])\s+(?=["“'(\p{Lu}\p{N}])/u)
      .map((text) => ({ text: plain(text), links: links(text) }))
      .filter(({ text }) => text.length > 0 && !text.startsWith('|'));
  });
}

const plain = (text: string): string =>
  text
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[*_`#>]/g, '')
    .trim();
