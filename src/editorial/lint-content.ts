import type { z } from 'zod';
import type { SoldNames } from '#src/catalog/sold-names.ts';
import { isCurrency } from '#src/money/money.ts';
import { findBrokenPromises } from './broken-promises.ts';
import { findClaims } from './claims.ts';
import { contentSources, type ContentSources } from './content-sources.ts';
import type { ContentFinding } from './finding.ts';
import { fileRole, kinds, ruleKinds, singleFiles } from './files.ts';
import { readFrontMatter, readYaml, type FrontMatter } from './front-matter.ts';
import { findBrokenLinks } from './links.ts';
import { lineOf } from './line-of.ts';
import { findLookFaults } from './look-findings.ts';
import { suggestedFix } from './suggested-fix.ts';
import { adviceFor } from './schema-fields.ts';
import { findUnknownNames } from './unknown-names.ts';

export interface ContentReport {
  readonly files: number;
  readonly findings: readonly ContentFinding[];
}

/**
 * Checks every file of words against its schema, its links and the names it uses; `shelf` is what the shop sells, where
 * that can be looked up, and the names in files that rest for it are no mistakes.
 */
export function lintSources(
  sources: ContentSources,
  shelf: SoldNames | null = null,
  resting: ReadonlySet<string> = new Set(),
): ContentReport {
  const { paths, read } = sources;
  const currency = currencyOf(sources);
  const findings = paths.flatMap((path) => lintFile(path, read(path), currency));
  if (!paths.includes('store.yaml')) {
    findings.unshift(
      whole('store.yaml', 1, 'store.yaml is missing: the shop needs its name, contact and tone.'),
    );
  }
  return {
    files: paths.length,
    findings: [
      ...findings,
      ...[
        ...findBrokenLinks(sources, shelf),
        ...findUnknownNames(sources, { shelf, currency }),
        ...findBrokenPromises(sources),
        ...findClaims(sources),
        ...findLookFaults(sources),
      ].filter(({ file }) => !resting.has(file)),
    ],
  };
}

/** The same of the files of a folder as they lie there. Throws only where the folder cannot be read. */
export const lintContent = (
  folder: string,
  ...more: DropFirst<Parameters<typeof lintSources>>
): ContentReport => lintSources(contentSources(folder), ...more);

type DropFirst<All extends readonly unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never;

function currencyOf({ paths, read }: ContentSources): string | undefined {
  if (!paths.includes('store.yaml')) return undefined;
  const currency = /^currency:\s*["']?([A-Z]{3})\b/m.exec(read('store.yaml'))?.[1];
  return currency && isCurrency(currency) ? currency : undefined;
}

/** Checks one file's text; the path below content/ decides which schema it answers to. Fixes are in the shop's currency. */
export function lintFile(path: string, text: string, currency?: string): ContentFinding[] {
  const role = fileRole(path);
  if (!role) {
    const folders = listed(Object.keys(kinds).map((one) => `${one}/`));
    const rules = listed(Object.keys(ruleKinds).map((one) => `${one}/`));
    const single = listed(Object.keys(singleFiles).map((one) => `${one}.yaml`));
    return [
      whole(
        path,
        1,
        `Nobody reads this file: words live in ${folders} as lower-case-names.md, rules in ${rules} as ` +
          `lower-case-names.yaml, the rest in ${single}.`,
      ),
    ];
  }
  const read = role.yaml ? readYaml(text) : readFrontMatter(text);
  if (!read.ok)
    return [{ ...whole(path, read.fault.line, read.fault.message), fix: quoted(text, read.fault.line) }];
  const parsed = role.schema.safeParse(read.value.data);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => unfold(issue, read.value));
  const findings = issues.map((issue) => describe(path, role.schema, read.value, issue, currency));
  const needsBody = role.kind === 'faqs' || role.kind === 'guides' || role.kind === 'policies';
  if (needsBody && !read.value.body.trim()) {
    findings.push(
      whole(
        path,
        read.value.firstLine,
        'Nothing stands below the fields: write the text after the second `---`.',
      ),
    );
  }
  return findings;
}

interface PlainIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly unknownKey?: string;
  readonly missing?: boolean;
  /** What would stand there instead, where a rule of the schema knows. */
  readonly corrected?: unknown;
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? '');

/** One issue a field: zod reports several unknown keys as one. */
function unfold(issue: z.core.$ZodIssue, { data }: FrontMatter): PlainIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown', unknownKey: key }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length)
    return [{ path: issue.path, message: issue.errors[0]?.[0]?.message ?? issue.message }];
  if (issue.code === 'custom' && issue.params && 'corrected' in issue.params) {
    return [{ path: issue.path, message: issue.message, corrected: issue.params['corrected'] ?? null }];
  }
  const missing =
    issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(data, issue.path) === undefined;
  return [{ path: issue.path, message: issue.message, missing }];
}

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], data);

const FACT =
  /^(price|prices|cost|msrp|sale_?price|compare_?at.*|currency|stock|inventory|quantity|qty|availability|available|sku|gtin|barcode)$/i;

function describe(
  file: string,
  schema: z.ZodType,
  read: FrontMatter,
  issue: PlainIssue,
  currency: string | undefined,
): ContentFinding {
  if (!issue.path.length)
    return whole(
      file,
      read.firstLine,
      'The file must hold fields, each with its value: `title: 10% off gels`.',
    );
  const field = issue.path.map(String).join('.');
  const line = lineOf(read, issue.path);
  const advice = adviceFor(schema, issue.path);
  if (issue.unknownKey && FACT.test(issue.unknownKey)) {
    const message =
      `\`${issue.unknownKey}\` is a fact and comes from the catalogue only, so that the page can never contradict ` +
      'the checkout. Take the line out; change the fact in your catalogue export and import it again.';
    return {
      file,
      line,
      field,
      message,
      advice: null,
      fix: suggestedFix(schema, read, issue.path, 'remove'),
    };
  }
  if (issue.unknownKey) {
    return {
      file,
      line,
      field,
      message: `There is no field \`${issue.unknownKey}\` here.`,
      advice: null,
      fix: suggestedFix(schema, read, issue.path, 'rename'),
    };
  }
  if (issue.corrected !== undefined) {
    const fix =
      issue.corrected === null
        ? suggestedFix(schema, read, issue.path, 'remove')
        : suggestedFix(schema, read, issue.path, 'correct', { known: issue.corrected });
    return { file, line, field, message: `\`${field}\` ${issue.message}.`, advice, fix };
  }
  const said = plainWords(issue.message);
  const message = issue.missing ? `\`${field}\` is missing.` : `\`${field}\` ${said}.`;
  return {
    file,
    line,
    field,
    message,
    advice,
    fix: suggestedFix(schema, read, issue.path, issue.missing ? 'add' : 'correct', {
      currency: currency ?? null,
    }),
  };
}

/** The line with quotes around its value, where that is what the YAML lacks. */
function quoted(text: string, line: number): string | null {
  const found = /^(\s*(?:- )?[\w-]+: )([^"'[{|>].*(?:: |:$| #).*)$/.exec(text.split(/\r?\n/)[line - 1] ?? '');
  return found ? `${found[1]}${JSON.stringify(found[2])}` : null;
}

function whole(file: string, line: number, message: string): ContentFinding {
  return { file, line, field: null, message, advice: null, fix: null };
}

/** Zod's wording in the words of someone who has never met a type. */
function plainWords(message: string): string {
  const names: Readonly<Record<string, string>> = {
    array: 'a list, one item a line, each starting with `- `',
    object: 'a group of fields, indented below it',
    string: 'text (put quotes around it)',
    number: 'a number',
    boolean: 'true or false',
  };
  const expected = /^Invalid input: expected (\w+)/.exec(message)?.[1];
  if (expected) return `must be ${names[expected] ?? expected}`;
  const long = /expected string to have <=(\d+) characters/.exec(message)?.[1];
  if (long) return `is too long: at most ${long} characters fit`;
  if (/expected string to have >=1 characters/.test(message)) return 'is empty';
  const many = /expected array to have <=(\d+) items/.exec(message)?.[1];
  if (many) return `has too many items: at most ${many}`;
  if (/expected array to have >=1 items/.test(message)) return 'needs at least one item';
  const options = /^Invalid option: expected one of (.+)$/.exec(message)?.[1];
  if (options) return `must be one of ${options.replaceAll('|', ', ').replaceAll('"', '')}`;
  return message.replace(/^Invalid (input|string|value)\b:?\s*/i, 'is not right: ');
}
