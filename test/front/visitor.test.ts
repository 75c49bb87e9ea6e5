import { describe, expect, it } from 'vitest';
import { isPersonal, newVisitorId, visitorOf, type Visitor } from '#src/http/visitor.ts';
import { setStudioCookie, studioCookie } from '#src/studio/session.ts';

/** A browser's cookies as an answer sets them, with what they were set to. */
function browser(jar: Record<string, string> = {}) {
  const set: { name: string; options: Record<string, unknown> }[] = [];
  let asked = 0;
  const seen = (isSecure = false, key = 'key'): Visitor =>
    visitorOf(
      {
        get: (name) => (jar[name] === undefined ? undefined : { value: jar[name] }),
        set: (name, value, options) => {
          jar[name] = value;
          set.push({ name, options });
        },
      },
      isSecure,
      () => {
        asked += 1;
        return Promise.resolve(key);
      },
    );
  return { jar, set, seen, keysAsked: () => asked };
}

describe('a visitor', () => {
  it('is known again by the cookie that the shop gave out', async () => {
    const own = browser();
    const id = await own.seen().id();
    expect(await own.seen().known()).toBe(id);
    expect(await own.seen().id()).toBe(id);
    expect(own.set).toHaveLength(1);
  });

  it('is nobody by an id that the shop did not give out, and gets one of the shop’s', async () => {
    const other = browser();
    await other.seen(false, 'another shop').id();
    const forged = other.jar['visitor'] ?? '';
    for (const value of [newVisitorId(), `${newVisitorId()}.`, forged, forged.replace(/\..*/, '.'), '']) {
      const own = browser({ visitor: value });
      expect(await own.seen().known(), value).toBeNull();
      expect(await own.seen().id()).not.toBe(value);
      expect(await own.seen().known()).not.toBeNull();
    }
  });

  it('costs nothing before a cookie is there to be read', async () => {
    const own = browser({ theme: 'dark' });
    expect(await own.seen().known()).toBeNull();
    expect([own.keysAsked(), own.set]).toEqual([0, []]);
  });

  it('has over HTTPS a cookie that only this host can have set, and takes no other', async () => {
    const own = browser();
    const plain = await own.seen(false).id();
    const secure = await own.seen(true).id();
    expect(secure).not.toBe(plain);
    expect(own.set.map(({ name, options }) => [name, options['secure'], options['path']])).toEqual([
      ['visitor', false, '/'],
      ['__Host-visitor', true, '/'],
    ]);
    expect(own.set[1]?.options).toMatchObject({ httpOnly: true, sameSite: 'lax' });
    expect(own.set[1]?.options).not.toHaveProperty('domain');
  });

  it('is somebody else after it became another', async () => {
    const own = browser();
    const before = await own.seen().id();
    const next = newVisitorId();
    await own.seen().become(next);
    expect([await own.seen().known(), next === before]).toEqual([next, false]);
  });
});

it('may see another page than everybody where it brings a cookie that pages depend on', () => {
  for (const cookies of ['visitor=a', 'a=b; __Host-visitor=c', 'theme=dark'])
    expect(isPersonal(cookies), cookies).toBe(true);
  for (const cookies of ['', 'revisitor=a', 'a=visitor=b', '__Secure-studio=x'])
    expect(isPersonal(cookies), cookies).toBe(false);
});

it('the team’s cookie is another, for the studio alone, and says so in its name over HTTPS', () => {
  const set: unknown[][] = [];
  const cookies = { set: (...given: unknown[]) => void set.push(given) };
  setStudioCookie(cookies, 'x', true);
  setStudioCookie(cookies, null, false);
  expect(set).toMatchObject([
    ['__Secure-studio', 'x', { path: '/studio', httpOnly: true, sameSite: 'strict', secure: true }],
    ['studio', '', { path: '/studio', secure: false, maxAge: 0 }],
  ]);
  expect(
    studioCookie({ get: (name) => (name === 'studio' ? { value: 'x' } : undefined) }, true),
  ).toBeUndefined();
});
