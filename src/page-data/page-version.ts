import { changesNow, changesOf, type Changes } from '#src/database/changes.ts';
import type { Content } from '#src/editorial/content.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import type { Shop } from '#src/shop.ts';

const numbers = new WeakMap<Content, number>();
let last = 0;

/** The words as this process holds them: another number with every reading of the files. */
function numberOf(content: Content): number {
  const number = numbers.get(content) ?? (last += 1);
  numbers.set(content, number);
  return number;
}

/**
 * What every page for everybody is made of, as one text: the database's changes, the words, and the shop's day, by which
 * offers begin and end and deliveries are promised. Read after it was asked for, never before.
 */
export async function pageVersion({ db, content }: Shop, now: Date): Promise<string> {
  const words = content.current();
  return versionOf(await changesNow(db), words, now);
}

/** The same as the running request reads it, and whether all that it counts can be read. */
export async function settledPageVersion({ db, content }: Shop, now: Date) {
  const words = content.current();
  const changes = await changesOf(db);
  return { version: versionOf(changes, words, now), isSettled: changes.isSettled };
}

const versionOf = ({ catalogue, pages }: Changes, words: Content, now: Date): string =>
  `${catalogue}.${pages}.${numberOf(words)}.${shopDay(words.store, now)}`;
