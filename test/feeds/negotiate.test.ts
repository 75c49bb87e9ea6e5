import { describe, expect, it } from 'vitest';
import { prefersMarkdown, wish } from '#src/http/negotiate.ts';

describe('asking for Markdown', () => {
  it.each([
    'text/markdown',
    'text/markdown, text/html;q=0.9',
    'TEXT/MARKDOWN; charset=utf-8',
    'text/markdown, text/html, */*',
    'text/html;q=0.5, text/markdown;q=0.5',
    'text/markdown;q=0.1, text/html;q=0',
  ])('is heard in %s', (accept) => {
    expect(prefersMarkdown(accept)).toBe(true);
  });

  it.each([
    null,
    '',
    '*/*',
    'text/*',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'text/markdown;q=0.3, text/html',
    'text/markdown;q=0',
    'text/markdown;q=2',
    'application/x-nonsense',
    ';;;,,/=q',
    'text/markdownish',
  ])('is not heard in %s', (accept) => {
    expect(prefersMarkdown(accept)).toBe(false);
  });

  it('costs little for a header made to be slow', () => {
    expect(prefersMarkdown(`${'a/b;q=0.1,'.repeat(100_000)}text/markdown`)).toBe(false);
    expect(prefersMarkdown(`text/markdown,${'a/b;q=0.1,'.repeat(100_000)}`)).toBe(true);
  });
});

describe('the wish for a type', () => {
  it('is read from the most specific range, whatever their order', () => {
    expect(wish('text/*;q=0.4, */*;q=0.1, text/html;q=0.7', 'text/html')).toBe(0.7);
    expect(wish('*/*;q=0.1, text/*;q=0.4', 'text/html')).toBe(0.4);
    expect(wish('*/*;q=0.1', 'text/html')).toBe(0.1);
    expect(wish('image/png', 'text/html')).toBe(0);
  });
});
