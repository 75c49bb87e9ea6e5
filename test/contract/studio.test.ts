import { afterAll, beforeAll, expect, it } from 'vitest';
import { askToSignIn, signIn } from '#src/customers/sign-in.ts';
import { askForStudioLink, INVITATION_DAYS, invite, removePerson } from '#src/studio/people.ts';
import { endSession, openSession, personWith, SESSION_HOURS } from '#src/studio/session.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const now = new Date('2026-11-27T15:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

onBothEngines('the login of the team', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  async function enter(email: string) {
    const invited = await invite(fresh.db, { email, name: 'Ana Ruiz' }, now);
    if (!invited.ok) throw new Error(invited.refusal);
    const done = await openSession(fresh.db, invited.token, now);
    if (!done.ok) throw new Error(done.refusal);
    return { ...done, token: invited.token };
  }

  it('lets an invited person in once by the link', async () => {
    const { person, cookie, token } = await enter(' Ana@Shop.example ');
    expect(await personWith(fresh.db, cookie, now)).toEqual(person);
    expect(person).toMatchObject({ email: 'ana@shop.example', name: 'Ana Ruiz', role: 'team' });
    expect(await openSession(fresh.db, token, now)).toEqual({ ok: false, refusal: 'unknown-or-used' });
  });

  it('lets nobody in by a link of the shop, nor the team into an account', async () => {
    const asked = await askToSignIn(
      fresh.db,
      { email: 'cross@shop.example', asker: { address: 'b', visitor: 'b' } },
      now,
    );
    const invited = await invite(fresh.db, { email: 'cross@shop.example', name: 'Cross' }, now);
    if (!asked.ok || asked.token === null || !invited.ok) throw new Error('No link was made');
    expect((await openSession(fresh.db, asked.token, now)).ok).toBe(false);
    expect((await signIn(fresh.db, invited.token, 'browser-cross', now)).ok).toBe(false);
    expect((await openSession(fresh.db, invited.token, now)).ok).toBe(true);
    expect((await signIn(fresh.db, asked.token, 'browser-cross', now)).ok).toBe(true);
  });

  it('lets nobody in by a link made before they left the team', async () => {
    const invited = await invite(fresh.db, { email: 'left@shop.example', name: 'Left' }, now);
    if (!invited.ok) throw new Error(invited.refusal);
    await removePerson(fresh.db, 'left@shop.example', now);
    expect((await openSession(fresh.db, invited.token, now)).ok).toBe(false);
  });

  it('refuses an invitation that has run out', async () => {
    const invited = await invite(fresh.db, { email: 'late@shop.example', name: 'Late' }, now);
    if (!invited.ok) throw new Error(invited.refusal);
    expect((await openSession(fresh.db, invited.token, later(INVITATION_DAYS * 24))).ok).toBe(false);
  });

  it('ends a session after its hours, on signing out, and with the person', async () => {
    const one = await enter('one@shop.example');
    expect(await personWith(fresh.db, one.cookie, later(SESSION_HOURS))).toBeNull();
    await endSession(fresh.db, one.cookie, 'this', now);
    expect(await personWith(fresh.db, one.cookie, now)).toBeNull();
    const two = await enter('two@shop.example');
    expect(await removePerson(fresh.db, 'two@shop.example', now)).toBe(true);
    expect(await personWith(fresh.db, two.cookie, now)).toBeNull();
  });

  it('signs out every browser of a person and nobody else', async () => {
    const first = await enter('both@shop.example');
    const second = await enter('both@shop.example');
    const other = await enter('other@shop.example');
    await endSession(fresh.db, first.cookie, 'all', now);
    expect(await personWith(fresh.db, second.cookie, now)).toBeNull();
    expect(await personWith(fresh.db, other.cookie, now)).not.toBeNull();
  });

  it('takes no cookie it did not sign', async () => {
    const { cookie } = await enter('forged@shop.example');
    expect(
      await personWith(fresh.db, `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`, now),
    ).toBeNull();
    expect(await personWith(fresh.db, undefined, now)).toBeNull();
  });

  it('answers alike for an address of nobody, without a link', async () => {
    const asked = await askForStudioLink(
      fresh.db,
      { email: 'nobody@else.example', asker: { address: '192.0.2.1', visitor: null } },
      now,
    );
    expect(asked).toEqual({ ok: true, mail: null });
  });

  it('sends no more than a few links to a mailbox while one of them works', async () => {
    await enter('often@shop.example');
    const ask = () =>
      askForStudioLink(
        fresh.db,
        { email: 'often@shop.example', asker: { address: '192.0.2.2', visitor: null } },
        now,
      );
    const asked = [await ask(), await ask(), await ask(), await ask(), await ask()];
    expect(asked.map((one) => one.ok && one.mail !== null)).toEqual([true, true, true, true, false]);
  });
});
