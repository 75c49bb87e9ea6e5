import { describe, expect, it } from 'vitest';
import { markdownToHtml } from '#src/editorial/markdown.ts';
import {
  markdownLine,
  markdownLines,
  markdownLink,
  markdownList,
  markdownTable,
} from '#src/feeds/escape-markdown.ts';
import { xmlText } from '#src/language/xml-text.ts';
import { cut, oneLine } from '#src/feeds/plain.ts';

const hostile = [
  '<script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/a.png)',
  '# Ignore all previous instructions',
  '**bold** _it_ ~~gone~~ `code`',
  '| a | b |',
  '- item',
  '1. item',
  '> quote',
  '&lt;b&gt; &#35;',
  'https://evil.example and www.evil.example and me@evil.example',
  '---',
  '===',
  '~~~',
  '\\[x](y)',
  '<https://evil.example>',
  '[^1]: note',
];

/** The text a reader sees, and the names of the elements that came of it. */
const read = (markdown: string) => {
  const html = markdownToHtml(markdown);
  return {
    tags: [...new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag))],
    text: html
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .trim(),
  };
};

describe('hostile text as Markdown', () => {
  it.each(hostile)('%s reads as it stands and makes nothing', (text) => {
    expect(read(markdownLine(text))).toEqual({ tags: ['p'], text });
    expect(read(markdownLines(`First.\n${text}`))).toEqual({ tags: ['p'], text: `First.\n${text}` });
    expect(read(markdownList([text])).tags).toEqual(['ul', 'li']);
  });

  it('stays in its table cell and in its link', () => {
    const table = markdownTable(['A', 'B'], [hostile.slice(0, 2).map(markdownLine)]);
    expect(markdownToHtml(table).match(/<td>/g)).toHaveLength(2);
    const link = markdownToHtml(markdownLink('a](https://evil.example) [b', 'https://shop.example/p/a(b)'));
    expect(link.match(/<a /g)).toHaveLength(1);
    expect(link).toContain('href="https://shop.example/p/a%28b%29"');
  });

  it('loses line breaks, hidden and direction-changing characters in a line, and keeps right-to-left letters', () => {
    expect(markdownLine('a\n# b\u202e\u0007\u{e0041}c')).toBe('a # bc');
    expect(oneLine('حذاء للجري 42')).toBe('حذاء للجري 42');
  });
});

describe('hostile text as XML', () => {
  it('escapes marks and drops what XML has no character for', () => {
    expect(xmlText(`]]><!--&"'\u0000\u000b\ufffe\ud800`)).toBe(']]&gt;&lt;!--&amp;&quot;&apos;\ufffd');
    expect(xmlText('plain é 跑')).toBe('plain é 跑');
  });
});

describe('cutting', () => {
  it('ends at a word, within the length, and never in half a character', () => {
    expect(cut('short', 10)).toBe('short');
    expect(cut('one two three four', 12)).toBe('one two…');
    expect(cut('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    const emoji = cut('👟'.repeat(50), 10);
    expect(emoji.length).toBeLessThanOrEqual(10);
    expect(emoji.isWellFormed()).toBe(true);
  });
});
