import type { TalliedShelf } from './shelves/shelf-tally.ts';

/** What an import found wrong with the feed, told so that the merchant can put it right in the file. */
export interface Finding {
  readonly level: 'rejected' | 'warning';
  readonly scope: 'file' | 'row' | 'product' | 'variant';
  readonly file: string;
  /** The line of the file where the row begins, counted from 1; null where it concerns the whole file. */
  readonly line: number | null;
  /** The product's key in the feed (handle, item_group_id, @id), and the SKU where one variant is meant. */
  readonly product: string | null;
  readonly sku: string | null;
  readonly field: string;
  /** What stood there, shortened. */
  readonly found: string;
  readonly reason: string;
  readonly fix: string;
}

export interface ImportedFile {
  readonly name: string;
  /** Null where the file was not recognised as a catalogue. */
  readonly format: string | null;
  readonly source: string | null;
  readonly encoding: string | null;
  readonly rows: number;
  readonly bytes: number;
  readonly outcome: 'imported' | 'failed' | 'refused' | 'not a catalogue';
  /** What columns became facts under their own labels, and which were left out as the platform's own business. */
  readonly facts: readonly string[];
  readonly leftOut: readonly string[];
}

/** How an import ended: all taken, taken but for more than the share that may be lost, or nothing taken. */
export type Outcome = 'taken' | 'taken-with-losses' | 'refused';

export interface ImportReport {
  /** In one word, one line and one number for machines. */
  readonly outcome: Outcome;
  readonly closing: string;
  readonly exitCode: 0 | 2 | 3;
  /** False where a file could not be read or its feed was not written; what was good before still stands. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly startedAt: Date;
  readonly files: readonly ImportedFile[];
  readonly products: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
    readonly archived: number;
    /** Known products that came under another handle; they are counted as changed too. */
    readonly renamed: number;
  };
  readonly variants: { readonly accepted: number; readonly rejected: number };
  /** The shelves of the products on sale; those on none stand as a path without levels. */
  readonly shelves: readonly TalliedShelf[];
  /** Counts of stock files: variants whose stock was set, and rows that name no known variant. */
  readonly stock: { readonly set: number; readonly unknown: number };
  /** Findings by level; `findings` holds the first MOST_FINDINGS of them. */
  readonly rejected: number;
  readonly warnings: number;
  readonly findings: readonly Finding[];
  /** Products that were written, archived ones included: what an index has to read anew. */
  readonly changedIds: readonly number[];
}

const MOST_FINDINGS = 10_000;
const FOUND_LENGTH = 80;

type Told = Pick<Finding, 'level' | 'scope' | 'field' | 'reason' | 'fix'> & {
  readonly line?: number | null;
  readonly file?: string;
  readonly product?: string | null;
  readonly sku?: string | null;
  readonly found?: unknown;
  /** How many of a kind this one finding stands for; 1 where it is not said. */
  readonly count?: number;
  /** How many things are lost by it, where that is not its count: 0 where they are told one by one. */
  readonly lost?: number;
};
export type Tell = (finding: Told) => void;

export interface FindingList {
  readonly tell: Tell;
  readonly all: readonly Finding[];
  readonly counts: { rejected: number; warnings: number; rejectedVariants: number; lost: number };
}

/** Collects findings: counts all, keeps the first MOST_FINDINGS, rejections before warnings when full. */
export function collectFindings(): FindingList {
  const all: Finding[] = [];
  const counts = { rejected: 0, warnings: 0, rejectedVariants: 0, lost: 0 };
  let lastWarning = 0;
  const tell: Tell = (told) => {
    const { count = 1 } = told;
    counts[told.level === 'rejected' ? 'rejected' : 'warnings'] += count;
    if (told.level === 'rejected' && told.scope !== 'file') counts.lost += told.lost ?? count;
    if (told.level === 'rejected' && told.scope === 'variant') counts.rejectedVariants += count;
    const finding: Finding = {
      level: told.level,
      scope: told.scope,
      file: told.file ?? '',
      line: told.line ?? null,
      product: told.product?.slice(0, FOUND_LENGTH) ?? null,
      sku: told.sku?.slice(0, FOUND_LENGTH) ?? null,
      field: told.field,
      found: shortened(told.found),
      reason: told.reason,
      fix: told.fix,
    };
    if (all.length < MOST_FINDINGS) all.push(finding);
    else if (finding.level === 'rejected') {
      while (lastWarning < all.length && all[lastWarning]?.level === 'rejected') lastWarning += 1;
      if (lastWarning < all.length) all[lastWarning] = finding;
    }
  };
  return { tell, all, counts };
}

function shortened(found: unknown): string {
  if (found === undefined || found === null) return '';
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? '');
  const line = text
    .slice(0, FOUND_LENGTH * 4)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return line.length > FOUND_LENGTH ? `${line.slice(0, FOUND_LENGTH)}…` : line;
}
