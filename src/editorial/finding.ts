/** One thing to put right, in the author's terms. */
export interface ContentFinding {
  /** Path below content/. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Dotted path such as `faqs.0.answer`, or null for the file as a whole. */
  readonly field: string | null;
  readonly message: string;
  /** The field's one sentence of advice, where it has one. */
  readonly advice: string | null;
  /** YAML ready to paste in place of what stands there, where one can be made. */
  readonly fix: string | null;
}
