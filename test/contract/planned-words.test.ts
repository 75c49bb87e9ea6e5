import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { contentSources } from '#src/editorial/content-sources.ts';
import { standingAt } from '#src/editorial/revisions/edit-page.ts';
import { actsOn } from '#src/editorial/revisions/revision-store.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import type { Person, Role } from '#src/studio/people.ts';
import { cancelPlan, plannedUntil, plans, planWords, type Plan } from '#src/word-desk/plans.ts';
import { publishPlanned } from '#src/word-desk/publish-planned.ts';
import { saveWords } from '#src/word-desk/publish.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const PATH = 'faqs/steep.md';
const WORDS = '---\nquestion: How long does tea steep?\ntopic: care\norder: 1\n---\n\nThree minutes.\n';
const FOUR = WORDS.replace('Three', 'Four');
const person = (role: Role): Person => ({ id: role, email: `${role}@shop.example`, name: role, role });

onBothEngines('words that are planned', (open) => {
  let at: FreshDatabase;
  let folder: string;
  let content: ContentStore;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await sql`truncate content_page, content_revision, content_act, content_plan`.execute(at.db);
    mkdirSync('var/test', { recursive: true });
    folder = mkdtempSync('var/test/planned-');
    mkdirSync(join(folder, 'faqs'));
    writeFileSync(join(folder, 'store.yaml'), readFileSync('content/store.yaml'));
    writeFileSync(join(folder, PATH), WORDS);
    content = openContent(folder);
    await syncFiles(at.db, contentSources(folder), NOW);
  });
  afterEach(() => {
    content.close();
    rmSync(folder, { recursive: true });
  });

  const desk = () => ({ db: at.db, content });
  const save = async (text: string) => {
    const standing = await standingAt(at.db, PATH);
    const base = (standing?.draft ?? standing?.published)?.hash ?? '';
    return saveWords(desk(), person('writer'), { path: PATH, base, text, why: '' }, NOW);
  };
  const plan = async (act: Plan['act'], hours: number, role: Role = 'publisher') => {
    const hash = (await standingAt(at.db, PATH))?.draft?.hash ?? '';
    return planWords(at.db, person(role), { path: PATH, act, at: later(hours), hash, when: 'then' }, NOW);
  };
  const read = () => content.current().faqs[0]?.body.trim();

  it('are published when their time has come, also where the shop was closed then', async () => {
    await save(FOUR);
    expect(await plan('publish', 2)).toEqual({ ok: true });
    expect([await publishPlanned(desk(), later(1)), read()]).toEqual([0, 'Three minutes.']);
    expect([await publishPlanned(desk(), later(50)), read()]).toEqual([1, 'Four minutes.']);
    expect([await publishPlanned(desk(), later(51)), await plans(at.db)]).toEqual([0, []]);
    expect(await actsOn(at.db, PATH)).toMatchObject([
      { act: 'published', person: 'publisher', said: 'as planned' },
      { act: 'planned to publish it', said: 'on then' },
      { act: 'saved' },
    ]);
  });

  it('are refused in the past, without a draft, and from who may not publish', async () => {
    expect(await plan('publish', 2)).toEqual({ ok: false, refusal: 'no-draft' });
    await save(FOUR);
    expect(await plan('publish', -1)).toEqual({ ok: false, refusal: 'past' });
    expect(await plan('publish', 2, 'writer')).toEqual({ ok: false, refusal: 'no-right' });
    const store = { path: 'store.yaml', act: 'off', at: later(1), hash: '', when: '' } as const;
    expect(await planWords(at.db, person('owner'), store, NOW)).toEqual({ ok: false, refusal: 'needed' });
  });

  it('are not published once the draft is another one, and say so', async () => {
    await save(FOUR);
    await plan('publish', 2);
    await save(WORDS.replace('Three', 'Five'));
    expect([await publishPlanned(desk(), later(3)), read()]).toEqual([0, 'Three minutes.']);
    expect(await plans(at.db, PATH)).toMatchObject([
      { failed: expect.stringContaining('changed') as string },
    ]);
    expect(await publishPlanned(desk(), later(4))).toBe(0);
  });

  it('are looked at by the gate when their time has come', async () => {
    await save(WORDS.replace('Three minutes.', 'Three minutes, or it costs you 3.00 USD.'));
    await plan('publish', 2);
    expect([await publishPlanned(desk(), later(3)), read()]).toEqual([0, 'Three minutes.']);
    const [one] = await plans(at.db);
    expect(one?.failed).toContain('3.00 USD');
  });

  it('are taken off when their time has come, and the draft stays', async () => {
    await save(FOUR);
    await plan('off', 2);
    expect([await publishPlanned(desk(), later(2)), read()]).toEqual([1, undefined]);
    expect((await standingAt(at.db, PATH))?.draft?.text).toBe(FOUR);
  });

  it('are shown in a preview of that time, and not done once they are given up', async () => {
    await save(FOUR);
    await plan('publish', 2);
    expect([...(await plannedUntil(at.db, later(1)))]).toEqual([]);
    expect((await plannedUntil(at.db, later(2))).get(PATH)?.text).toBe(FOUR);
    await plan('off', 3);
    expect((await plannedUntil(at.db, later(3))).get(PATH)?.text).toBeNull();
    expect(await cancelPlan(at.db, person('writer'), { path: PATH, act: 'publish' }, NOW)).toBe(false);
    expect(await cancelPlan(at.db, person('owner'), { path: PATH, act: 'publish' }, NOW)).toBe(true);
    expect([await publishPlanned(desk(), later(2)), read()]).toEqual([0, 'Three minutes.']);
  });
});
