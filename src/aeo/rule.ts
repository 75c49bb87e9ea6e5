import type { PageFacts } from './page-facts.ts';

/** `error`: engines refuse or are misled. `warning`: they lose something. `notice`: worth a look. */
export type Severity = 'error' | 'warning' | 'notice';

/** One thing wrong on a page, in the author's words. */
export interface Flaw {
  readonly where: string;
  readonly found: string;
  readonly fix: string;
}

/** One question to a rendered page. `check` is pure. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly check: (facts: PageFacts) => readonly Flaw[];
}

export interface Finding extends Flaw {
  readonly rule: string;
  readonly severity: Severity;
  readonly url: string;
}

/** A text short enough to stand in a finding. */
export const excerpt = (text: string, most = 80): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
