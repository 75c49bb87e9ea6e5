import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lintContent, lintFile } from '#src/editorial/lint-content.ts';
import { offerSchema, type OfferWords } from '#src/editorial/offer-schema.ts';

const guide = readFileSync('docs/writing-offers.md', 'utf8');
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);

describe('the guide to offers', () => {
  it.each(examples)('shows files that can be used as they stand: %s', (yaml) => {
    expect(lintFile('offers/example.yaml', yaml)).toEqual([]);
  });

  it('shows every kind of reward, by example or by name', () => {
    const kinds = Object.keys(offerSchema.shape.reward.shape);
    const shown = new Set(examples.flatMap((yaml) => Object.keys((parse(yaml) as OfferWords).reward)));
    expect(kinds.filter((kind) => !shown.has(kind) && !guide.includes(`\`${kind}\``))).toEqual([]);
  });

  it('names every condition', () => {
    const conditions = Object.keys(offerSchema.shape.when.unwrap().shape);
    expect(conditions.filter((one) => !new RegExp(`\`${one}\\b`).test(guide))).toEqual([]);
  });

  it('shows a refusal as it is printed', () => {
    const yaml = 'title: Ten\ndescription: For you.\nwhen:\n  code: spring 26\nreward:\n  percent: 10\n';
    const [finding] = lintFile('offers/spring.yaml', yaml);
    expect(guide).toContain(`content/offers/spring.yaml:${finding?.line}\n  ${finding?.message}\n`);
    expect(guide).toContain(finding?.fix?.replaceAll(/^/gm, '    '));
  });

  it('speaks of a shop whose offers are in order', () => {
    expect(lintContent('content').findings.filter((one) => one.file.startsWith('offers/'))).toEqual([]);
  });
});
