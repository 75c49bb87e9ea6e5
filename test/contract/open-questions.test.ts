import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { groupQuestions, type AskedQuestion } from '#src/open-questions/group-questions.ts';
import {
  noteQuestion,
  sweepQuestions,
  termsOf,
  type OpenQuestion,
} from '#src/open-questions/note-question.ts';
import { openQuestions } from '#src/open-questions/open-questions.ts';
import { settleQuestion } from '#src/open-questions/settlements.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:20:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

onBothEngines('questions without an answer', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    for (const table of ['open_question', 'settled_question'])
      await sql`delete from ${sql.table(table)}`.execute(fresh.db);
  });
  const ask = (text: string, changed: Partial<OpenQuestion> = {}, now = NOW) =>
    noteQuestion(
      fresh.db,
      { text, source: 'conversation', because: 'not-known', visitorId: 'ann', ...changed },
      now,
    );

  it('stand together where they ask the same, most often asked first', async () => {
    await ask('Do you sharpen kitchen knives?');
    await ask('can you sharpen my kitchen knives', {
      visitorId: 'bo',
      source: 'search',
      because: 'nothing-found',
    });
    await ask('Do you sharpen kitchen knives?', { visitorId: 'cy', because: 'handed-over' });
    await ask('Is there a piano in the café?');
    expect(await openQuestions(fresh.db)).toMatchObject([
      {
        question: 'Do you sharpen kitchen knives?',
        wordings: ['can you sharpen my kitchen knives'],
        times: 3,
        people: 3,
        bySource: { conversation: 2, search: 1 },
        byReason: { 'not-known': 1, 'nothing-found': 1, 'handed-over': 1 },
        settled: null,
      },
      { question: 'Is there a piano in the café?', times: 1 },
    ]);
  });

  it('are kept without addresses and numbers of people, and not where they hold nothing to look for', async () => {
    await ask('write ann@example.com or 0171 2345 678 about the oak table');
    await ask('and what about it?');
    expect((await openQuestions(fresh.db)).map(({ question }) => question)).toEqual([
      'write [e-mail] or [number] about the oak table',
    ]);
  });

  it('are kept where they hold what no database can', async () => {
    await ask('an oak\0 table \ud800', { source: 'search' });
    expect((await openQuestions(fresh.db)).map(({ question }) => question)).toEqual(['an oak table \ufffd']);
  });

  it('go when they are settled, and come back with what had come of them when they are asked again', async () => {
    await ask('Do you sharpen kitchen knives?');
    const [group] = await openQuestions(fresh.db);
    if (!group) throw new Error('There is no group');
    const settled = {
      as: 'answered',
      person: 'Lena',
      href: '/faq#sharpening',
      path: null,
      question: '',
    } as const;
    await settleQuestion(fresh.db, group, settled, later(1));
    expect(await openQuestions(fresh.db)).toEqual([]);
    await ask('sharpen kitchen knives', {}, later(2));
    expect(await openQuestions(fresh.db)).toMatchObject([
      { id: group.id, times: 1, settled: { ...settled, at: later(1) } },
    ]);
  });

  it('of one source are at most two thousand a day', async () => {
    await sql`insert into open_question (at, text, terms, source, because)
      select ${NOW}, 'x' || n, array['x' || n], 'search', 'nothing-found' from generate_series(1, 2000) n`.execute(
      fresh.db,
    );
    await ask('one more lamp', { source: 'search' });
    await ask('one more lamp');
    expect(
      (await openQuestions(fresh.db)).filter(({ question }) => question === 'one more lamp'),
    ).toMatchObject([{ bySource: { conversation: 1 } }]);
  });

  it('are forgotten after three months', async () => {
    await ask('Do you sharpen kitchen knives?');
    await sweepQuestions(fresh.db, later(91));
    expect(await openQuestions(fresh.db)).toEqual([]);
  });
});

const asked = (text: string): AskedQuestion => ({
  text,
  terms: termsOf(text),
  source: 'search',
  because: 'nothing-found',
  visitorId: null,
  at: NOW,
});

it('does not put together what shares only a common word', () => {
  const texts = ['oak table', 'glass table', 'table for a balcony', 'table cloth', 'oak tables'];
  expect(groupQuestions(texts.map(asked)).map(({ times }) => times)).toEqual([2, 1, 1, 1]);
});

it('groups five thousand different questions without comparing each with each', () => {
  const texts = Array.from({ length: 5_000 }, (_, at) => `thing${at % 2_500} part${at % 2_500}`);
  expect(groupQuestions(texts.map(asked))).toHaveLength(2_500);
});
