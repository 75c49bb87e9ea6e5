import { soldNames } from '#src/catalog/sold-names.ts';
import type { Database } from '#src/database/database.ts';
import type { ContentStore } from '#src/editorial/content.ts';
import { withWordings } from '#src/editorial/content-sources.ts';
import type { ContentFinding } from '#src/editorial/finding.ts';
import { lintSources } from '#src/editorial/lint-content.ts';
import type { Contradiction } from './gate/facts.ts';
import { factsFor } from './gate/facts-for.ts';
import { judgeWords } from './gate/judge-words.ts';

export interface Checked {
  /** What cannot be read as its kind, or names and links to what is not there. */
  readonly findings: readonly ContentFinding[];
  /** What is new in it and contradicts a row. */
  readonly contradictions: readonly Contradiction[];
}

/** Looks at a wording as the lint and the gate do; `before` is what is published of it. */
export async function checkWords(
  db: Database,
  content: ContentStore,
  { path, text, before }: { readonly path: string; readonly text: string; readonly before: string | null },
): Promise<Checked> {
  const words = content.current();
  const resting = new Set(words.resting.map(({ file }) => file));
  const sources = withWordings(content.sources(), new Map([[path, { text }]]));
  const findings = lintSources(sources, await soldNames(db), resting).findings.filter(
    ({ file }) => file === path,
  );
  const facts = await factsFor(db, words, path, text);
  return { findings, contradictions: judgeWords(path, text, facts, before) };
}
