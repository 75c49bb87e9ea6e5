import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { lintContent, lintFile } from '#src/editorial/lint-content.ts';
import { markdownToHtml, sectionsOf } from '#src/editorial/markdown.ts';
import { passagesOf } from '#src/editorial/passages.ts';

const product = `---
answer: A light trainer for wet trails. It weighs 245 g.
whoFor: [Runners on mud]
notFor: [Road racers]
whyItExists: Mud sticks to most soles.
useCases:
  - use: wet trails
    why: 6 mm lugs bite.
pros: [Grips]
cons: [Loud on tarmac]
faqs:
  - question: Is it waterproof?
    answer: No, it drains.
care: Rinse it.
---
A story.
`;

describe('words in content/', () => {
  let folder: string;
  let content: ContentStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'content-'));
    cpSync('content/store.yaml', join(folder, 'store.yaml'));
    cpSync('content/policies', join(folder, 'policies'), { recursive: true });
    cpSync('test/fixtures/words', folder, { recursive: true });
    content = openContent(folder);
  });
  afterEach(() => {
    content.close();
    rmSync(folder, { recursive: true });
  });

  it('show an edit at once, without a restart', async () => {
    expect(content.current().productWords('mudlark')?.words.care).toBe('Rinse it.');
    writeFileSync(join(folder, 'products/mudlark.md'), product.replace('Rinse it.', 'Brush it.'));
    await expect.poll(() => content.current().productWords('mudlark')?.words.care).toBe('Brush it.');
  });

  it('show every edit of an editor that puts a new file in the place of the old one', async () => {
    content.current();
    for (const care of ['Brush it.', 'Shake it.', 'Hose it.']) {
      writeFileSync(join(folder, 'new'), product.replace('Rinse it.', care));
      renameSync(join(folder, 'new'), join(folder, 'products/mudlark.md'));
      await expect.poll(() => content.current().productWords('mudlark')?.words.care).toBe(care);
    }
  });

  it('show what is written into a folder that was not there', async () => {
    content.current();
    rmSync(join(folder, 'products'), { recursive: true });
    await expect.poll(() => content.current().products).toEqual([]);
    mkdirSync(join(folder, 'products'));
    const care = () => {
      writeFileSync(join(folder, 'products/mudlark.md'), product);
      return content.current().productWords('mudlark')?.words.care;
    };
    await expect.poll(care).toBe('Rinse it.');
  });

  it('keep their last good version while a file is broken, and say which it is', async () => {
    content.current();
    writeFileSync(join(folder, 'products/mudlark.md'), product.replace('care:', 'price: 12\ncare:'));
    await expect.poll(() => content.current().leftOut).toEqual(['products/mudlark.md']);
    expect(content.current().productWords('mudlark')?.words.care).toBe('Rinse it.');
  });

  it('show a new file and forget a deleted one', async () => {
    content.current();
    writeFileSync(join(folder, 'products/marsh.md'), product);
    await expect.poll(() => content.current().productWords('marsh')).not.toBeNull();
    rmSync(join(folder, 'products/marsh.md'));
    await expect.poll(() => content.current().productWords('marsh')).toBeNull();
  });

  it('tell listeners that something changed', async () => {
    const changed = vi.fn();
    content.onChange(changed);
    writeFileSync(join(folder, 'products/marsh.md'), product);
    await expect.poll(() => changed).toHaveBeenCalled();
  });

  it('become passages with an address each', () => {
    const passages = passagesOf(content.current()).filter((passage) => passage.slug === 'mudlark');
    expect(passages.map((passage) => passage.href)).toContain('/p/mudlark#questions');
    expect(passages.find((passage) => passage.title === 'Is it waterproof?')?.text).toBe('No, it drains.');
  });
});

describe('the content check', () => {
  const lint = (text: string, path = 'products/mudlark.md') => lintFile(path, text);

  it('finds nothing in the demonstration shop', () => {
    expect(lintContent('content').findings).toEqual([]);
  });

  it.each(['price', 'stock', 'Compare_At_Price', 'sku', 'availability'])(
    'refuses the fact %s and says where it belongs',
    (key) => {
      const [finding] = lint(product.replace('care:', `${key}: 12\ncare:`));
      expect(finding).toMatchObject({ field: key, line: 14 });
      expect(finding?.message).toMatch(/comes from the catalogue only/);
    },
  );

  it('gives corrected YAML for a slip in a field name', () => {
    const [missing, slip] = lint(product.replace('whoFor:', 'whofor:'));
    expect(missing?.message).toBe('`whoFor` is missing.');
    expect(slip?.fix).toBe('whoFor:\n  - Runners on mud');
  });

  it('gives corrected YAML where one text stands for a list', () => {
    const [finding] = lint(product.replace('[Grips]', 'Grips; Drains'));
    expect(finding?.fix).toBe('pros:\n  - Grips\n  - Drains');
  });

  it('keeps leading zeros: a number where text belongs comes back in quotes', () => {
    const [finding] = lint(product.replace('Rinse it.', '0123'));
    expect(finding?.message).toMatch(/must be text/);
    expect(finding?.advice).toMatch(/look after it/);
  });

  it('explains YAML that cannot be read by line', () => {
    const [finding] = lint(product.replace('Rinse it.', 'Rinse: it: now'));
    expect(finding).toMatchObject({ line: 14 });
    expect(finding?.message).toMatch(/needs quotes/);
  });

  it.each([
    '',
    'no fences',
    '---\n',
    '\u0000\u0001',
    '--- \n---',
    `---\na: &a [*a]\n---\n`,
    `---\n${'x: ['.repeat(40)}\n---\n`,
  ])('answers %j with findings, not an exception', (text) => {
    expect(lint(text).length).toBeGreaterThan(0);
  });

  it('names a file that nobody reads', () => {
    expect(lint('x', 'products/Bad Name.md')[0]?.message).toMatch(/Nobody reads this file/);
  });
});

describe('Markdown', () => {
  it('shows raw HTML as text and drops script links', () => {
    const html = markdownToHtml(
      '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>',
    );
    expect(html).not.toMatch(/<script|<img|href="?javascript:/i);
  });

  it('gives headings the anchors that passages link to', () => {
    const markdown = readFileSync('test/fixtures/words/guides/mud.md', 'utf8').split('---\n')[2] ?? '';
    const anchors = sectionsOf(markdown).flatMap((section) => section.anchor ?? []);
    expect(anchors.length).toBeGreaterThan(1);
    for (const anchor of anchors) expect(markdownToHtml(markdown)).toContain(`id="${anchor}"`);
  });
});
