import { expect, it } from 'vitest';
import { openPermits } from '#src/http/load/turn-permits.ts';

const LONG = 1_000_000;
const rules = { most: 1, yieldMs: 500, lentMs: LONG };

/** Whatever may begin has begun. */
async function settled(): Promise<void> {
  for (let at = 0; at < 10; at++) await new Promise((resolve) => setImmediate(resolve));
}

it('works on a few turns at once, and on the others in the order in which they came', async () => {
  const permits = openPermits({ ...rules, most: 2 });
  const begun: string[] = [];
  const turns = ['a', 'b', 'c', 'd'].map(async (name) => {
    const permit = await permits.acquire();
    begun.push(name);
    return permit;
  });
  await settled();
  expect(begun).toEqual(['a', 'b']);
  (await turns[1])?.release();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('frees one place however often a turn says that it is done', async () => {
  const permits = openPermits(rules);
  const first = await permits.acquire();
  first.release();
  first.release();
  await permits.acquire();
  let third = false;
  void permits.acquire().then(() => (third = true));
  await settled();
  expect(third).toBe(false);
});

it('lets those go first who came soon after a turn gave way, and not those who came later', async () => {
  let clock = 0;
  const permits = openPermits(rules, () => clock);
  const order: string[] = [];
  const enter = async (name: string) => {
    const permit = await permits.acquire();
    order.push(name);
    permit.release();
  };
  const shown = await permits.acquire();
  const holds = permits.acquire();
  const back = shown.giveWay().then(() => {
    order.push('back');
    shown.release();
  });
  const holder = await holds;
  clock = 400;
  const soon = enter('soon');
  clock = 600;
  const later = enter('later');
  holder.release();
  await Promise.all([back, soon, later]);
  expect(order).toEqual(['soon', 'back', 'later']);
});

it('begins no turn beside another while somebody arrives who has not been answered anything', async () => {
  const permits = openPermits({ ...rules, most: 3 });
  await permits.acquire();
  const answered = permits.arrive();
  let begun = 0;
  for (let at = 0; at < 2; at++) void permits.acquire().then(() => (begun += 1));
  await settled();
  expect(begun).toBe(0);
  answered();
  await settled();
  expect(begun).toBe(2);
});

it('works on one turn though somebody arrives who is never answered', async () => {
  const permits = openPermits(rules);
  permits.arrive();
  const first = await permits.acquire();
  first.release();
  await expect(permits.acquire()).resolves.toBeDefined();
});

it('begins another turn beside one that waits for somebody else', async () => {
  const permits = openPermits({ ...rules, lentMs: 1 });
  await permits.acquire();
  await expect(permits.acquire()).resolves.toBeDefined();
});
