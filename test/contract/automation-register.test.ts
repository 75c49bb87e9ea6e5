import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { allAutomations } from '#src/automation-register/automations.ts';
import { runAutomation } from '#src/automation-register/run-automation.ts';
import { runsOf, standings, sweepRuns } from '#src/automation-register/runs.ts';
import {
  requestRun,
  shareOf,
  switchAutomation,
  switchingsOf,
  takeRequests,
} from '#src/automation-register/switches.ts';
import { cronOf, triggerText } from '#src/automation-register/trigger-text.ts';
import { writeErrors } from '#src/error-centre/note-error.ts';
import { openErrors } from '#src/error-centre/error-groups.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T10:20:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

onBothEngines('the register of automations', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    for (const table of ['automation_hour', 'automation_switch', 'automation_request', 'error_group'])
      await sql`delete from ${sql.table(table)}`.execute(fresh.db);
  });
  const standing = async (id: string, now = NOW) =>
    (await standings(fresh.db, now)).find((one) => one.id === id);

  it('counts what was done and what it touched, by the hour', async () => {
    await runAutomation(fresh.db, 'webhooks', NOW, () => Promise.resolve(3));
    await runAutomation(fresh.db, 'webhooks', later(5), () => Promise.resolve(4));
    expect(await runsOf(fresh.db, 'webhooks', NOW)).toEqual([
      {
        version: 1,
        hour: new Date('2026-11-30T10:00:00Z'),
        done: 2,
        failed: 0,
        lost: 0,
        touched: 7,
        lastError: null,
      },
    ]);
    expect(await standing('webhooks')).toMatchObject({ runs: 2, touched: 7, failed: 0, share: 100 });
  });

  it('keeps why a run failed, hands the error on and shows it in the error centre', async () => {
    const broken = new Error('Host 10.0.0.7 does not answer ann@example.com');
    await expect(runAutomation(fresh.db, 'connectors', NOW, () => Promise.reject(broken))).rejects.toBe(
      broken,
    );
    const [hour] = await runsOf(fresh.db, 'connectors', NOW);
    expect(hour).toMatchObject({
      done: 0,
      failed: 1,
      lastError: 'Error: Host 10.0.0.7 does not answer [e-mail]',
    });
    await writeErrors(fresh.db);
    expect(await openErrors(fresh.db, NOW)).toMatchObject([{ place: 'automation connectors', times: 1 }]);
  });

  it('tells a run whose process died from one that still works', async () => {
    await sql`insert into automation_hour (automation_id, version, hour, begun, last_at)
      values ('goes-together-learn', 1, ${NOW}, 1, ${NOW})`.execute(fresh.db);
    expect(await standing('goes-together-learn', later(30))).toMatchObject({ lost: 0 });
    expect(await standing('goes-together-learn', later(61))).toMatchObject({ lost: 1 });
    expect(await runsOf(fresh.db, 'goes-together-learn', later(61))).toMatchObject([{ lost: 1 }]);
  });

  it('does nothing where it is switched off, and says who switched it and why', async () => {
    const off = { id: 'index-now', share: 0, because: 'The key is new.', person: 'Ann' };
    expect(await switchAutomation(fresh.db, off, NOW)).toEqual({ ok: true });
    await runAutomation(fresh.db, 'index-now', NOW, () => Promise.reject(new Error('It ran.')));
    expect(await standing('index-now')).toMatchObject({ runs: 0, share: 0 });
    expect(await switchingsOf(fresh.db, 'index-now')).toEqual([
      { at: NOW, person: 'Ann', share: 0, because: 'The key is new.' },
    ]);
    await switchAutomation(fresh.db, { ...off, share: 100 }, later(1));
    expect(await shareOf(fresh.db, 'index-now')).toBe(100);
  });

  it('refuses to switch off what customers were promised, a share of what is not for customers, and no reason', async () => {
    const given = { id: 'refunds', share: 0, because: 'Too dear.', person: 'Ann' };
    const refusal = async (changed: object) => switchAutomation(fresh.db, { ...given, ...changed }, NOW);
    expect(await refusal({})).toEqual({ ok: false, refusal: 'promised' });
    expect(await refusal({ id: 'webhooks', share: 50 })).toEqual({ ok: false, refusal: 'no-share' });
    expect(await refusal({ id: 'reminders', share: 101 })).toEqual({ ok: false, refusal: 'no-share' });
    expect(await refusal({ id: 'reminders', because: ' ' })).toEqual({ ok: false, refusal: 'no-reason' });
    expect(await refusal({ id: 'constructor' })).toEqual({ ok: false, refusal: 'unknown' });
    expect(await refusal({ id: 'reminders', share: 90 })).toEqual({ ok: true });
  });

  it('gives a wish to run now to one process', async () => {
    expect(await requestRun(fresh.db, 'goes-together-learn', 'Ann', NOW)).toBe(true);
    expect(await requestRun(fresh.db, 'goes-together-learn', 'Bo', NOW)).toBe(true);
    expect(await requestRun(fresh.db, 'search-words', 'Ann', NOW)).toBe(false);
    const taken = await Promise.all([takeRequests(fresh.db), takeRequests(fresh.db)]);
    expect(taken.flat()).toEqual(['goes-together-learn']);
  });

  it('forgets hours after four months', async () => {
    await runAutomation(fresh.db, 'sweep', NOW, () => Promise.resolve(1));
    await sweepRuns(fresh.db, later(119 * 1440));
    expect(await runsOf(fresh.db, 'sweep', NOW)).toHaveLength(1);
    await sweepRuns(fresh.db, later(121 * 1440));
    expect(await runsOf(fresh.db, 'sweep', NOW)).toEqual([]);
  });

  it('says when each runs, to people and to the queue', () => {
    expect(triggerText({ every: 'day', at: '2:40' })).toBe('every night at 2:40 UTC');
    expect(cronOf({ every: 'day', at: '2:40' })).toBe('40 2 * * *');
    expect(cronOf({ every: 'hour', atMinute: 15 })).toBe('15 * * * *');
    expect(cronOf({ when: 'when words were edited' })).toBeNull();
    for (const { versions } of allAutomations())
      expect(versions.map(({ number }) => number)).toEqual(versions.map((_, at) => versions.length - at));
  });
});
