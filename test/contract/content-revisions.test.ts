import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ContentSources } from '#src/editorial/content-sources.ts';
import {
  continueFromPublished,
  dropDraft,
  markDraft,
  publishDraft,
  saveDraft,
  standingAt,
} from '#src/editorial/revisions/edit-page.ts';
import { exportFiles } from '#src/editorial/revisions/export-files.ts';
import { actsOn, history, pages, type PagesAsked } from '#src/editorial/revisions/revision-store.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import { textHash } from '#src/editorial/revisions/text-hash.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const PATH = 'faqs/steep.md';
const WORDS = '---\nquestion: How long?\n---\nThree minutes.\nWith a lid.\nIn a warm pot.\n';

const filesWith = (texts: Readonly<Record<string, string>>): ContentSources => ({
  folder: '',
  paths: Object.keys(texts),
  read: (path) => texts[path] ?? '',
});

onBothEngines('revisions of words', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await sql`truncate content_page, content_revision, content_act`.execute(at.db);
    await syncFiles(at.db, filesWith({ [PATH]: WORDS }), NOW);
  });

  const save = (text: string, base: string, by = 'Ana') =>
    saveDraft(at.db, { path: PATH, base: textHash(base), text, by, why: 'clearer' }, NOW);
  const publish = (text: string) =>
    publishDraft(at.db, { path: PATH, hash: textHash(text), by: 'Bo', said: '' }, NOW);
  const listed = (asked: Partial<PagesAsked>) =>
    pages(at.db, { words: [], kind: '', isDraft: false, from: 0, most: 40, ...asked });
  const published = async () => (await standingAt(at.db, PATH))?.published.text;
  const FOUR = WORDS.replace('Three', 'Four');
  const COLD = WORDS.replace('warm', 'cold');

  it('begin with the files, and see each file once', async () => {
    expect(await published()).toBe(WORDS);
    expect(await syncFiles(at.db, filesWith({ [PATH]: WORDS }), NOW)).toEqual({
      new: [],
      taken: [],
      merged: [],
      clashes: [],
    });
    expect(await history(at.db, PATH)).toMatchObject([{ author: 'content/', text: WORDS }]);
  });

  it('keep a draft beside what is published until that is published, and every wording after', async () => {
    expect(await save(FOUR, WORDS)).toMatchObject({ ok: true });
    expect(await published()).toBe(WORDS);
    expect(await publish(FOUR)).toMatchObject({ ok: true });
    expect(await standingAt(at.db, PATH)).toMatchObject({
      published: { text: FOUR, author: 'Ana' },
      draft: null,
    });
    expect((await history(at.db, PATH)).map(({ text }) => text)).toEqual([FOUR, WORDS]);
    expect(await actsOn(at.db, PATH)).toMatchObject([
      { person: 'Bo', act: 'published' },
      { person: 'Ana', act: 'saved', said: 'clearer' },
    ]);
  });

  it('write nothing over: who comes later is shown all three and what they make together', async () => {
    await save(FOUR, WORDS);
    const late = await save(COLD, WORDS, 'Cy');
    expect(late).toMatchObject({
      ok: false,
      refusal: 'stale',
      base: WORDS,
      yours: COLD,
      clashes: [],
      theirs: { text: FOUR },
    });
    expect(late).toMatchObject({ merged: FOUR.replace('warm', 'cold') });
    expect((await standingAt(at.db, PATH))?.draft?.text).toBe(FOUR);
    const clash = await save(WORDS.replace('Three', 'Five'), WORDS, 'Cy');
    expect(clash).toMatchObject({
      ok: false,
      clashes: [{ base: 'Three minutes.', ours: 'Five minutes.', theirs: 'Four minutes.' }],
    });
  });

  it('publish what the reader saw and nothing newer', async () => {
    await save(FOUR, WORDS);
    await save(COLD, FOUR);
    expect(await publish(FOUR)).toMatchObject({ ok: false, refusal: 'stale' });
    expect(await published()).toBe(WORDS);
  });

  it('let a draft go on from what was published under it', async () => {
    await save(FOUR, WORDS);
    await syncFiles(at.db, filesWith({ [PATH]: COLD }), NOW); // a file that changed meanwhile
    expect(await published()).toBe(COLD);
    const refused = await publish(FOUR);
    expect(refused).toMatchObject({
      ok: false,
      refusal: 'stale',
      merged: FOUR.replace('warm', 'cold'),
      clashes: [],
    });
    const both = FOUR.replace('warm', 'cold');
    await continueFromPublished(at.db, { path: PATH, base: textHash(COLD), text: both, by: 'Ana' }, NOW);
    expect(await publish(both)).toMatchObject({ ok: true });
    expect(await published()).toBe(both);
  });

  it('put a file that changed in another place together, and leave one that changed in the same place to a person', async () => {
    await save(FOUR, WORDS);
    await publish(FOUR);
    const merged = await syncFiles(at.db, filesWith({ [PATH]: COLD }), NOW);
    expect(merged).toMatchObject({ merged: [PATH], clashes: [] });
    expect(await published()).toBe(FOUR.replace('warm', 'cold'));
    const files = filesWith({ [PATH]: COLD.replace('Three', 'Nine') });
    const clashed = await syncFiles(at.db, files, NOW);
    expect(clashed).toMatchObject({ clashes: [{ path: PATH }] });
    expect(await published()).toBe(FOUR.replace('warm', 'cold'));
    await syncFiles(at.db, files, NOW, 'files');
    expect(await published()).toBe(COLD.replace('Three', 'Nine'));
  });

  it('go out to the files, and are at one with them afterwards', async () => {
    await save(FOUR, WORDS);
    await publish(FOUR);
    expect(await exportFiles(at.db, filesWith({ [PATH]: WORDS }))).toEqual({
      changes: [{ path: PATH, text: FOUR }],
      clashes: [],
    });
    expect(await exportFiles(at.db, filesWith({ [PATH]: COLD }))).toEqual({
      changes: [{ path: PATH, text: FOUR.replace('warm', 'cold') }],
      clashes: [],
    });
    await syncFiles(at.db, filesWith({ [PATH]: FOUR }), NOW);
    expect(await exportFiles(at.db, filesWith({ [PATH]: FOUR }))).toEqual({ changes: [], clashes: [] });
  });

  it('are asked to be reviewed, sent back and thrown away, and found by their words', async () => {
    await save(FOUR, WORDS);
    await markDraft(at.db, { path: PATH, state: 'review', by: 'Ana', said: '' }, NOW);
    expect(await listed({ words: ['lid', 'four'] })).toMatchObject({
      pages: [{ path: PATH, draft: 'review', line: 'With a lid.' }],
      fit: 1,
    });
    expect(await listed({ words: ['lid', 'kettle'] })).toMatchObject({ pages: [], fit: 0, all: 1 });
    expect(await listed({ kind: PATH.split('/')[0] ?? '', isDraft: true })).toMatchObject({ fit: 1 });
    expect(await listed({ kind: '.' })).toMatchObject({ pages: [], fit: 0 });
    expect(await listed({ from: 1 })).toMatchObject({ pages: [], fit: 1 });
    await markDraft(at.db, { path: PATH, state: 'open', by: 'Bo', said: 'five, rather' }, NOW);
    await dropDraft(at.db, PATH, 'Ana', NOW);
    expect(await publish(FOUR)).toEqual({ ok: false, refusal: 'no-draft' });
    expect((await actsOn(at.db, PATH)).map(({ act }) => act)).toEqual([
      'dropped the draft',
      'sent back',
      'asked for a review',
      'saved',
    ]);
  });

  it('take a file off that is gone from the disk, and bring it back', async () => {
    await syncFiles(at.db, filesWith({}), NOW);
    expect(await published()).toBe(null);
    await syncFiles(at.db, filesWith({ [PATH]: WORDS }), NOW);
    expect(await published()).toBe(WORDS);
  });
});
