import type { Finding, Severity } from './rule.ts';

/** Points a finding costs. */
const cost: Readonly<Record<Severity, number>> = { error: 20, warning: 5, notice: 1 };
const MOST_PER_RULE = 2; // a fault repeated on every variant is one cause, not forty

/** 100 less the cost of each finding, each rule counted at most twice; never below zero. */
export function scoreOf(findings: readonly Finding[]): number {
  const byRule = Map.groupBy(findings, (finding) => finding.rule);
  const lost = [...byRule.values()]
    .flatMap((same) => same.slice(0, MOST_PER_RULE))
    .reduce((sum, one) => sum + cost[one.severity], 0);
  return Math.max(0, 100 - lost);
}
