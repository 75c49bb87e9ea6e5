import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { termAddress, termAnchor, terms } from '#src/editorial/glossary.ts';
import { openContent } from '#src/editorial/content.ts';
import { lintFile } from '#src/editorial/lint-content.ts';
import { glossaryNode } from '#src/structured-data/glossary.ts';

const store = openContent('content');
const content = store.current();
afterAll(() => store.close());

describe('the glossary', () => {
  const all = terms(content);

  it('has an anchor of its own for every term, in the order of the alphabet', () => {
    const anchors = all.map(termAnchor);
    expect(anchors.length).toBeGreaterThanOrEqual(25);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors.indexOf('drop')).toBeLessThan(anchors.indexOf('upf'));
  });

  it('explains a specification by its key, and says nothing about one it does not know', () => {
    expect(termAddress(content, 'heel_stack')).toBe('/glossary#stack-height');
    expect(termAddress(content, 'bpa_free')).toBeNull();
  });

  it('names only guides that exist, and each specification once', () => {
    for (const term of all) if (term.guide) expect(content.guide(term.guide), term.guide).not.toBeNull();
    const keys = all.flatMap((term) => term.specs ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is one set of defined terms for machines', () => {
    const node = glossaryNode('https://shop.example', 'en-US', [
      { term: 'drop', definition: 'A height.', anchor: 'drop' },
    ]);
    expect(node).toMatchObject({
      '@type': 'DefinedTermSet',
      hasDefinedTerm: [{ '@type': 'DefinedTerm', name: 'drop', url: 'https://shop.example/glossary#drop' }],
    });
  });

  it('refuses a field it does not know, with the place', () => {
    const text = readFileSync('content/glossary.yaml', 'utf8');
    expect(lintFile('glossary.yaml', text)).toEqual([]);
    const [finding] = lintFile(
      'glossary.yaml',
      text.replace('    definition:', '    price: 3\n    definition:'),
    );
    expect(finding).toMatchObject({ file: 'glossary.yaml', line: expect.any(Number) });
  });
});
