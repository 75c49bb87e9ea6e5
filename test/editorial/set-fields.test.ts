import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileRole } from '#src/editorial/files.ts';
import { readFrontMatter, readYaml } from '#src/editorial/front-matter.ts';
import { commonLines } from '#src/editorial/revisions/line-diff.ts';
import { setFields } from '#src/editorial/revisions/set-fields.ts';

const FILE = `---
# who wrote this
title: 'Which teapot?' # keep the mark
old_key: {a: 1,   b: [x,  y]}

description: >-
  Folded over
  two lines.
uses:
  # the first
  - "daily"
  - 'for two'   # a pair
  # the last
  - large
faqs:
  - question: "Does it drip?"
    answer:   No.
  - question: Is it heavy?
    answer: It is.
---
# Body  

Text.
`;

const read = (text: string) => {
  const found = readFrontMatter(text);
  if (!found.ok) throw new Error(found.fault.message);
  return found.value;
};
const data = (text: string) => read(text).data as Record<string, unknown>;
const linesKept = (before: string, after: string): readonly string[] => {
  const a = before.split('\n');
  return commonLines(a, after.split('\n')).map(([line]) => a[line] ?? '');
};

describe('setting fields of a file', () => {
  it('changes only the lines of what changed', () => {
    const after = setFields(FILE, { title: 'Which pot?' });
    expect(after).toBe(FILE.replace("'Which teapot?'", "'Which pot?'"));
  });

  it('adds, changes and takes out items of a list and leaves the others and their comments', () => {
    const after = setFields(FILE, { uses: ['daily', 'for three', 'large', 'cold brew'] });
    expect(after).toBe(
      FILE.replace("'for two'", "'for three'").replace('- large\n', '- large\n  - cold brew\n'),
    );
    expect(setFields(FILE, { uses: ['daily', 'large'] })).toBe(
      FILE.replace("  - 'for two'   # a pair\n", ''),
    );
  });

  it('changes a field within an item and leaves its neighbours', () => {
    const faqs = data(FILE)['faqs'] as Record<string, unknown>[];
    const after = setFields(FILE, { faqs: [{ ...faqs[0], answer: 'Never: it pours well.' }, faqs[1]] });
    expect(after).toBe(FILE.replace('answer:   No.', 'answer: "Never: it pours well."'));
  });

  it('takes a field out and puts a new one below', () => {
    const after = setFields(FILE, { description: undefined, author: 'Ana' });
    expect(data(after)).toEqual({ ...data(FILE), description: undefined, author: 'Ana' });
    expect(linesKept(FILE, after)).toContain('# who wrote this');
    expect(after).toContain('old_key: {a: 1,   b: [x,  y]}');
  });

  it('changes the body alone, and keeps ends of lines and the mark at the beginning', () => {
    const windows = `\uFEFF${FILE.replaceAll('\n', '\r\n')}`;
    const after = setFields(windows, { title: 'Which pot?' }, 'Other.\n');
    expect(after.startsWith('\uFEFF---\r\n')).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(after.endsWith('---\r\nOther.\r\n')).toBe(true);
  });

  it('keeps every other line of any file of the shop, and says what it was told', () => {
    const files = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((path) => {
      const role = fileRole(path);
      return role && !role.yaml;
    });
    const texts = files.map((path) => readFileSync(join('content', path), 'utf8'));
    const value = fc.oneof(
      fc.string({ maxLength: 150 }),
      fc.constantFrom('yes', '12', "it's: #1", ' spaces ', 'a\nb', '- x', '"q"', '@x', ''),
      fc.integer(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), value, fc.nat(), (text, pick, changed, at) => {
        const before = data(text);
        const keys = Object.keys(before);
        const key = keys[pick % keys.length] ?? '';
        const was = before[key];
        const wanted = Array.isArray(was)
          ? was.toSpliced(at % (was.length + 1), at % 2, typeof was[0] === 'object' ? was[0] : changed)
          : changed;
        const after = setFields(text, { [key]: wanted });
        expect(data(after)).toEqual({ ...before, [key]: wanted });
        expect(read(after).body).toBe(read(text).body);
        for (const other of keys.filter((one) => one !== key)) {
          const line = text.split('\n').find((one) => one.startsWith(`${other}:`));
          expect(after.split('\n')).toContain(line);
        }
        expect(setFields(after, { [key]: wanted })).toBe(after);
      }),
      { numRuns: 400 },
    );
  });

  it('works on files that are YAML throughout', () => {
    const store = readFileSync('content/store.yaml', 'utf8');
    const after = setFields(store, { tagline: 'Tea, and what it needs' });
    const found = readYaml(after);
    expect(found.ok && (found.value.data as { tagline: string }).tagline).toBe('Tea, and what it needs');
    const kept = store.split('\n').filter((line) => !line.startsWith('tagline:'));
    expect(after.split('\n').filter((line) => !line.startsWith('tagline:'))).toEqual(kept);
  });
});
