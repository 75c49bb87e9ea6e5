import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest';
import { asIfPublished, openContent, type ContentStore } from '#src/editorial/content.ts';
import { contentSources } from '#src/editorial/content-sources.ts';
import { standingAt } from '#src/editorial/revisions/edit-page.ts';
import { keepOverlay } from '#src/editorial/revisions/overlay.ts';
import { actsOn } from '#src/editorial/revisions/revision-store.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import { readFileSync } from 'node:fs';
import type { Person, Role } from '#src/studio/people.ts';
import { draftFrom, publishWords, saveWords } from '#src/word-desk/publish.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const PATH = 'faqs/steep.md';
const WORDS = '---\nquestion: How long does tea steep?\ntopic: care\norder: 1\n---\n\nThree minutes.\n';
const RETURNS = `---
title: Returns
summary: You have 30 days.
updated: 2026-11-01
kind: returns
windowDays: 30
countries: [US]
fee: free
method: mail
exceptions: []
---

You have 30 days to return it.
`;

const person = (role: Role): Person => ({ id: role, email: `${role}@shop.example`, name: role, role });

onBothEngines('the desk for words', (open) => {
  let at: FreshDatabase;
  let folder: string;
  let content: ContentStore;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await sql`truncate content_page, content_revision, content_act`.execute(at.db);
    mkdirSync('var/test', { recursive: true });
    folder = mkdtempSync('var/test/words-');
    for (const kind of ['faqs', 'policies']) mkdirSync(join(folder, kind));
    writeFileSync(join(folder, 'store.yaml'), readFileSync('content/store.yaml'));
    writeFileSync(join(folder, PATH), WORDS);
    writeFileSync(join(folder, 'policies/returns.md'), RETURNS);
    content = openContent(folder);
    await syncFiles(at.db, contentSources(folder), NOW);
  });
  afterEach(() => {
    content.close();
    rmSync(folder, { recursive: true });
  });

  const desk = () => ({ db: at.db, content });
  const head = async () => {
    const standing = await standingAt(at.db, PATH);
    return (standing?.draft ?? standing?.published)?.hash ?? '';
  };
  const save = async (text: string, role: Role = 'writer') =>
    saveWords(desk(), person(role), { path: PATH, base: await head(), text, why: '' }, NOW);
  const publish = async (role: Role, over: string | null = null) =>
    publishWords(desk(), person(role), { path: PATH, hash: await head(), why: '', over }, NOW);
  const read = (from = content) => from.current().faqs[0]?.body.trim();

  it('shows a draft to nobody but its preview, and what is published to every process', async () => {
    const other = openContent(folder);
    await save(WORDS.replace('Three', 'Four'));
    expect(read()).toBe('Three minutes.');
    const draft = (await standingAt(at.db, PATH))?.draft;
    if (!draft) throw new Error('no draft');
    const seen = await asIfPublished(new Map([[PATH, draft]]), () => Promise.resolve(read()));
    expect([seen, read()]).toEqual(['Four minutes.', 'Three minutes.']);
    expect(await publish('publisher')).toEqual({ ok: true });
    expect(read()).toBe('Four minutes.');
    await keepOverlay(at.db, other);
    expect(read(other)).toBe('Four minutes.');
    other.close();
  });

  it('lets a writer write and not publish, and support do neither', async () => {
    expect(await save(WORDS.replace('Three', 'Four'))).toMatchObject({ ok: true });
    expect(await publish('writer')).toEqual({ ok: false, refusal: 'no-right' });
    expect(await save(WORDS, 'support')).toEqual({ ok: false, refusal: 'no-right' });
    expect(read()).toBe('Three minutes.');
  });

  it('publishes nothing that cannot be read as its kind', async () => {
    await save(WORDS.replace('order: 1', 'price: 4'));
    const refused = await publish('owner', 'I say so');
    expect(refused).toMatchObject({ ok: false, refusal: 'not-right' });
    expect(refused).toHaveProperty('findings.length', 2);
    expect(read()).toBe('Three minutes.');
  });

  it('refuses what a row contradicts, unless an owner says why', async () => {
    await save(`${WORDS}\nSend it back within 60 days.\n`);
    expect(await publish('publisher')).toMatchObject({
      ok: false,
      refusal: 'not-right',
      contradictions: [
        { kind: 'return', sentence: 'Send it back within 60 days.', row: 'Returns policy: 30 days' },
      ],
    });
    expect(await publish('publisher', 'a promotion')).toEqual({ ok: false, refusal: 'no-right' });
    expect(await publish('owner', ' ')).toEqual({ ok: false, refusal: 'no-reason' });
    expect(await publish('owner', 'a promotion')).toEqual({ ok: true });
    const [act] = await actsOn(at.db, PATH);
    expect(act?.said).toContain('over the gate, because a promotion');
    expect(act?.said).toContain('Returns policy: 30 days');
  });

  it('brings a wording of the past back, and takes a file off and on again', async () => {
    const first = (await standingAt(at.db, PATH))?.published.id ?? 0;
    await save(WORDS.replace('Three', 'Four'));
    await publish('owner');
    await draftFrom(desk(), person('owner'), { path: PATH, id: null }, NOW);
    await publish('owner');
    expect(read()).toBeUndefined();
    await draftFrom(desk(), person('owner'), { path: PATH, id: first }, NOW);
    await publish('owner');
    expect(read()).toBe('Three minutes.');
  });

  it('keeps the one file that no shop can do without', async () => {
    const path = 'store.yaml';
    await draftFrom(desk(), person('owner'), { path, id: null }, NOW);
    const refused = await publishWords(desk(), person('owner'), { path, hash: '', why: '', over: null }, NOW);
    expect(refused).toEqual({ ok: false, refusal: 'needed' });
  });
});
