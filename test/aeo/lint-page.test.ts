import { describe, expect, it } from 'vitest';
import { lintPage } from '#src/aeo/lint-page.ts';
import { gatherFacts } from '#src/aeo/page-facts.ts';
import { rules } from '#src/aeo/rules.ts';
import { address, cleanGraph, cleanPage, readOn } from './clean-page.ts';
import { faults, type Fault } from './seeded-faults.ts';

const lint = (html: string) => lintPage(gatherFacts(html, { url: address, now: readOn }));

function faulty({ graph, html }: Fault): string {
  const nodes = cleanGraph();
  graph?.(nodes);
  const page = cleanPage(nodes);
  return html ? page.replace(html[0], html[1]) : page;
}

describe('the linter', () => {
  it('finds nothing on a clean page', () => {
    const { findings, score } = lint(cleanPage());
    expect(findings).toEqual([]);
    expect(score).toBe(100);
  });

  it.each(faults)('finds $fault', (fault) => {
    const page = faulty(fault);
    expect(page, 'the fault changes the page').not.toBe(cleanPage());
    const { findings, score } = lint(page);
    expect(findings.map((finding) => finding.rule)).toContain(fault.rule);
    expect(score).toBeLessThan(100);
    for (const finding of findings) {
      expect(finding.found, finding.rule).not.toMatch(/undefined|null|\[object/);
      expect(finding.fix.length, finding.rule).toBeGreaterThan(10);
    }
  });

  it('has a seeded fault for every rule', () => {
    const seeded = new Set(faults.map((fault) => fault.rule));
    expect(rules.map((rule) => rule.id).filter((id) => !seeded.has(id))).toEqual([]);
  });

  it('lets a quotation that links to its source stand twice', () => {
    const words = 'The lugs clear themselves and the shoe stays light after a long and very deep bog.';
    const twice = (quote: string) => lint(cleanPage().replace('</main>', `${quote}<p>${words}</p></main>`));
    const found = ({ findings }: ReturnType<typeof lint>) => findings.map((finding) => finding.rule);
    expect(found(twice(`<p><a href="#review-1"><q>${words}</q></a></p>`))).not.toContain('duplicate-text');
    expect(found(twice(`<p>${words}</p>`))).toContain('duplicate-text');
  });

  it('names every rule once', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });
});
