import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { errorMail, tellOwners } from '#src/automations/error-mail.ts';
import { outbox } from '#src/automations/mail.ts';
import { causeOf } from '#src/error-centre/error-cause.ts';
import {
  markMended,
  muteError,
  openErrorCount,
  openErrors,
  sweepErrors,
} from '#src/error-centre/error-groups.ts';
import { noteError, writeErrors } from '#src/error-centre/note-error.ts';
import { invite } from '#src/studio/people.ts';
import { mailText } from '#src/automations/mail-parts.ts';
import { mailFrame } from '#test/doubles/mail-frame.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:20:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const MAIL = {
  ...mailFrame,
  OUTBOX_DIR: '/tmp',
  from: { name: 'Shop', address: 'shop@example.com' },
  SMTP_URL: 'smtp://127.0.0.1:1',
};
const settings = { shopName: 'Shop', site: 'https://shop.example.com', mail: MAIL };

onBothEngines('the error centre', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    await writeErrors(fresh.db);
    for (const table of ['error_group', 'mail_outbox', 'studio_person'])
      await sql`delete from ${sql.table(table)}`.execute(fresh.db);
  });
  const breaks = async (message: string, now = NOW, place = 'GET /p/[slug]') => {
    noteError(fresh.db, place, new Error(message), now);
    await writeErrors(fresh.db);
  };

  it('groups what broke for one reason, whatever differs in the words', async () => {
    await breaks('Order L-104 has no line "a gel"');
    await breaks('Order L-99 has no line "a sock"', later(1));
    await breaks('Order L-99 has no line "a sock"', later(1), 'POST /cart');
    expect(await openErrors(fresh.db, later(1))).toMatchObject([
      { place: expect.any(String), times: expect.any(Number) },
      { place: expect.any(String), times: expect.any(Number) },
    ]);
    const [first] = (await openErrors(fresh.db, later(1))).filter(({ place }) => place === 'GET /p/[slug]');
    expect(first).toMatchObject({
      times: 2,
      since: NOW,
      lastAt: later(1),
      sample: 'Error: Order L-99 has no line "a sock"',
    });
  });

  it('keeps no address and no key of anybody', () => {
    const { sample } = causeOf('mail', new Error('ann@example.com refused Bearer abcdefgh12345'));
    expect(sample).toBe('Error: [e-mail] refused [key]');
  });

  it('names the error that others were wrapped around', () => {
    const wrapped = new Error('The transaction failed', { cause: new RangeError('Too much') });
    expect(causeOf('x', wrapped).sample).toBe('RangeError: Too much');
  });

  it('leaves out what is mended until it breaks again, then as new', async () => {
    await breaks('It broke');
    const [group] = await openErrors(fresh.db, NOW);
    expect(await markMended(fresh.db, group?.id ?? '', 'Ann', NOW)).toBe(true);
    expect(await markMended(fresh.db, group?.id ?? '', 'Ann', NOW)).toBe(false);
    expect(await openErrors(fresh.db, NOW)).toEqual([]);
    await breaks('It broke', later(2));
    expect(await openErrors(fresh.db, later(2))).toMatchObject([{ since: later(2), times: 2 }]);
  });

  it('counts no muted group, for a week', async () => {
    await breaks('It broke');
    const [group] = await openErrors(fresh.db, NOW);
    await muteError(fresh.db, group?.id ?? '', true, NOW);
    expect(await openErrorCount(fresh.db, later(6))).toBe(0);
    expect(await openErrorCount(fresh.db, later(8))).toBe(1);
    await muteError(fresh.db, group?.id ?? '', false, NOW);
    expect(await openErrorCount(fresh.db, NOW)).toBe(1);
  });

  it('tells the owners once, and keeps it while there is no owner', async () => {
    await breaks('It broke');
    expect(await tellOwners(fresh.db, settings, NOW)).toBe(0);
    await invite(fresh.db, { email: 'ann@example.com', name: 'Ann', role: 'owner' }, NOW);
    await invite(fresh.db, { email: 'bo@example.com', name: 'Bo' }, NOW);
    expect(
      await Promise.all([tellOwners(fresh.db, settings, NOW), tellOwners(fresh.db, settings, NOW)]),
    ).toEqual(expect.arrayContaining([1, 0]));
    expect(await outbox(fresh.db, 5)).toMatchObject([
      { recipient: 'ann@example.com', subject: 'Something broke in Shop' },
    ]);
    expect(await tellOwners(fresh.db, settings, later(1))).toBe(0);
  });

  it('keeps errors noted while they cannot be written down', async () => {
    await sql`alter table error_group rename to elsewhere`.execute(fresh.db);
    noteError(fresh.db, 'away', new Error('It broke'), NOW);
    await writeErrors(fresh.db);
    noteError(fresh.db, 'away', new Error('It broke'), later(1));
    await sql`alter table elsewhere rename to error_group`.execute(fresh.db);
    await writeErrors(fresh.db);
    expect(await openErrors(fresh.db, later(1))).toMatchObject([{ place: 'away', times: 2, since: NOW }]);
  });

  it('notes what each of many errors was, and forgets after three months', async () => {
    noteError(
      fresh.db,
      'chores',
      new AggregateError([new Error('One'), new TypeError('Two')], '2 of 4'),
      NOW,
    );
    await writeErrors(fresh.db);
    expect((await openErrors(fresh.db, NOW)).map(({ sample }) => sample).toSorted()).toEqual([
      'Error: One',
      'TypeError: Two',
    ]);
    await sweepErrors(fresh.db, later(91));
    expect(await openErrors(fresh.db, NOW)).toEqual([]);
  });
});

it('names at most ten things in a message and counts the others', () => {
  const broken = Array.from({ length: 12 }, (_, at) => ({ place: `place ${at}`, sample: 'Error' }));
  const { parts, subject } = errorMail(settings, 'ann@example.com', broken);
  const text = mailText(parts);
  expect(subject).toBe('12 things broke in Shop');
  expect(text).toContain('and 2 more');
  expect(text).not.toContain('place 10');
});
