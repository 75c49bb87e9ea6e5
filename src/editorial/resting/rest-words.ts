import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRole } from '../files.ts';
import type { LazyEntry, Loaded } from '../load-files.ts';
import type { PolicyWords, StoreWords } from '../schemas.ts';
import { deadLinks, withoutLinks } from './dead-links.ts';
import { missingNames } from './missing-names.ts';
import { neutralPolicy, neutralStore } from './neutral-shop.ts';
import type { Stocked } from './stocked.ts';

/** A file that rests: it shows nowhere until the shop sells what it speaks of. */
export interface Resting {
  /** Path below content/. */
  readonly file: string;
  readonly kind: FileRole['kind'];
  /** The names that are not for sale; null where the whole folder was written for another catalogue. */
  readonly missing: readonly string[] | null;
}

interface Rested {
  readonly standing: ReadonlyMap<string, Loaded>;
  readonly resting: readonly Resting[];
  /** Whether a demonstration stands around the goods of somebody else, so that its words about its own rest. */
  readonly isLeft: boolean;
}

/** Rules of the shop that are no words about goods: they hold whatever is sold. */
const RULES: ReadonlySet<FileRole['kind']> = new Set(['store', 'taxes', 'handoff', 'import']);

/**
 * Parts words that can show from those that rest. Where nothing is for sale, or nobody has looked, nothing rests: words
 * are written before a catalogue is imported.
 */
export function restWords(
  folder: string,
  loaded: ReadonlyMap<string, Loaded>,
  stocked: Stocked | null,
): Rested {
  if (!stocked || stocked.catalogue === 'none') return { standing: loaded, resting: [], isLeft: false };
  const store = [...loaded.values()].find(({ role }) => role.kind === 'store')?.entry?.words as
    StoreWords | undefined;
  const isLeft = stocked.catalogue === 'other' && store?.demonstration === true && hasCatalogue(folder);
  const standing = new Map<string, Loaded>();
  const resting: Resting[] = [];
  for (const [file, one] of loaded) {
    const { role, entry } = one;
    const told = entry && isLeft ? neutral(role, entry, store) : entry;
    const missing = told && !isLeft ? missingNames(role, told.words, told.body, stocked) : [];
    if (entry && (!told || missing.length))
      resting.push({ file, kind: role.kind, missing: told ? missing : null });
    else standing.set(file, told === entry ? one : { ...one, entry: told });
  }
  return { standing: withoutDeadLinks(standing, stocked, store), resting, isLeft };
}

/** A file of a demonstration that was left: its rules in neutral words, null where it is about its own goods. */
function neutral(role: FileRole, entry: LazyEntry, store: StoreWords): LazyEntry | null {
  if (role.kind === 'store') return entry.reworded(neutralStore(store), '');
  if (role.kind === 'policies') {
    const policy = neutralPolicy(entry.words as PolicyWords, store.locale);
    return policy && entry.reworded(policy.words, policy.body);
  }
  return RULES.has(role.kind) ? entry : null;
}

function withoutDeadLinks(
  standing: ReadonlyMap<string, Loaded>,
  stocked: Stocked,
  store: StoreWords | undefined,
): ReadonlyMap<string, Loaded> {
  const isDead = deadLinks([...standing.keys()], stocked, store?.redirects ?? {});
  return new Map(
    [...standing].map(([file, one]) => {
      const body = one.entry && withoutLinks(one.entry.body, isDead);
      const isSame = !one.entry || body === null || body === one.entry.body;
      return [file, isSame ? one : { ...one, entry: one.entry.reworded(one.entry.words, body) }];
    }),
  );
}

/** Whether exports lie beside the words: those they were written for. */
function hasCatalogue(folder: string): boolean {
  const catalogue = join(folder, 'catalog');
  return existsSync(catalogue) && readdirSync(catalogue).some((name) => !/^\.|\.md$/.test(name));
}
