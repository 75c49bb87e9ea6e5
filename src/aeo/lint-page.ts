import type { PageFacts } from './page-facts.ts';
import type { Finding } from './rule.ts';
import { rules } from './rules.ts';
import { scoreOf } from './score.ts';

export interface PageReport {
  readonly url: string;
  readonly kind: PageFacts['kind'];
  /** 0 to 100; docs/aeo.md has the arithmetic. */
  readonly score: number;
  readonly findings: readonly Finding[];
}

/** Asks every rule of one page. */
export function lintPage(facts: PageFacts): PageReport {
  const findings = rules.flatMap(({ id, severity, check }) =>
    check(facts).map((flaw) => ({ rule: id, severity, url: facts.url, ...flaw })),
  );
  return { url: facts.url, kind: facts.kind, findings, score: scoreOf(findings) };
}
