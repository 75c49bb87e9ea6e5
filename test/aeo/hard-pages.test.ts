import { describe, expect, it } from 'vitest';
import { lintPage } from '#src/aeo/lint-page.ts';
import { amountsIn } from '#src/aeo/offers.ts';
import { gatherFacts } from '#src/aeo/page-facts.ts';
import { address, cleanGraph, cleanPage, readOn } from './clean-page.ts';

const lint = (html: string) => lintPage(gatherFacts(html, { url: address, now: readOn }));
const rulesOf = (html: string) => lint(html).findings.map((finding) => finding.rule);
const within = (text: string) => cleanPage().replace('<h2>Care</h2>', `<h2>Care</h2><p>${text}</p>`);

describe('the linter on pages nobody planned', () => {
  it.each([
    ['nothing', ''],
    ['text without a tag', 'hello'],
    ['tags that never end', '<html><body><main><div><p>One<p>Two<ul><li>Three'],
    [
      'data of numbers and null',
      '<script type="application/ld+json">[1,null,{"@context":"https://schema.org","@graph":[null,3,{"@type":[5]}]}]</script>',
    ],
    [
      'a node that leads to itself',
      '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","@id":"https://a.example/#p","isVariantOf":{"@id":"https://a.example/#p"}}</script>',
    ],
    [
      'addresses that are none',
      '<a href="http://[">x</a><a href="javascript:alert(1)">y</a><a href="#%E0%A4%A">z</a>',
    ],
  ])('reports on %s without failing', (_, html) => {
    expect(lint(html).score).toBeLessThan(100);
  });

  it('reads a million characters and five hundred levels', () => {
    const deep = `${'<div>'.repeat(500)}deep${'</div>'.repeat(500)}`;
    for (const text of [
      '1'.repeat(1e6),
      '{{'.repeat(5e5),
      'ignore all '.repeat(1e5),
      '&lt;'.repeat(2e5),
      deep,
    ])
      expect(rulesOf(within(text))).not.toContain('json-ld-readable');
  });

  it('takes a script in a text for text', () => {
    const graph = cleanGraph();
    graph[0].slogan = '</script><script>alert(1)</script>';
    expect(lint(cleanPage(graph)).findings).toEqual([]);
  });

  it('finds nothing covert in right-to-left words, joined emoji and soft hyphens', () => {
    expect(rulesOf(within('حذاء للجري، می‌خواهم، 👩‍🚀 run\u00ADning, naïve, 走る'))).toEqual([]);
  });

  it('holds only numbers beside the name of a fact against it', () => {
    const weighing = (description: string) => {
      const nodes = cleanGraph();
      const fact = { '@type': 'PropertyValue', name: 'Weight', unitText: 'g', value: 262 };
      for (const node of nodes)
        if (/^Product/.test(node['@type'])) Object.assign(node, { description, additionalProperty: [fact] });
      return rulesOf(cleanPage(nodes)).includes('words-agree');
    };
    expect(weighing('It weighs 240 g.')).toBe(true);
    expect(weighing('A weight of 240 g, they say.')).toBe(true);
    expect(weighing('It weighs 262 g with a 300 g bottle, 20 g less than the Egret.')).toBe(false);
    expect(weighing('Tested to 20\u2009000 g weight.')).toBe(false);
    expect(weighing('Each strap has 100 g weight each.')).toBe(false);
  });

  it('reads amounts with and without minor units, and takes no other number for money', () => {
    expect(amountsIn('¥1,500 or 1.500 JPY', 'JPY')).toEqual([1500, 1500]);
    expect(amountsIn('$1,299.50, from $149', 'USD')).toEqual([129950, 14900]);
    expect(amountsIn('UPF 50, 262 g, 6 mm, EVA 20', 'USD')).toEqual([]);
  });
});
