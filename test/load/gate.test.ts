import { afterEach, describe, expect, it } from 'vitest';
import { openGate, type Gate, type Ticket } from '#src/http/load/gate.ts';
import type { WorkClass } from '#src/http/load/work-class.ts';

let gate: Gate | null = null;
afterEach(() => gate?.stop());

/** A gate for so much at once, whose clock stands still, and what has become of what entered it. */
function opened(atOnce: number) {
  const clock = { now: 0 };
  const went: string[] = [];
  const made = openGate({ atOnce: () => atOnce, held: () => undefined }, () => clock.now);
  gate = made;
  const enter = (workClass: WorkClass, name: string = workClass): Ticket =>
    made.enter({
      workClass,
      run: () => void went.push(`${name} begins`),
      turnAway: () => void went.push(`${name} is turned away`),
    });
  return { gate: made, clock, went, enter };
}

describe('the gate', () => {
  it('lets work begin at once while there is room, and machines only while there is much of it', () => {
    const { went, enter } = opened(4);
    enter('browsing');
    enter('machines');
    expect(went).toEqual(['browsing begins']);
  });

  it('keeps a place for payments when everything else is full', () => {
    const { went, enter } = opened(4);
    for (let at = 0; at < 10; at++) enter('cart');
    enter('checkout');
    expect(went).toEqual([...Array<string>(4).fill('cart begins'), 'checkout begins']);
  });

  it('begins what waits in the order of its urgency, whatever came first', () => {
    const { went, enter } = opened(1);
    const first = enter('cart', 'first');
    const waiting = (['machines', 'browsing', 'search', 'cart'] as const).map((one) => enter(one));
    first.done();
    for (const one of waiting.toReversed()) one.done();
    expect(went).toEqual([
      'first begins',
      'cart begins',
      'search begins',
      'browsing begins',
      'machines begins',
    ]);
  });

  it('takes the newest of those who wait, but payments in line', () => {
    const { went, enter } = opened(1);
    const [one, two] = [enter('checkout', 'one'), enter('checkout', 'two')];
    for (const name of ['third', 'fourth']) enter('checkout', name);
    for (const name of ['old', 'new']) enter('browsing', name);
    one.done();
    two.done();
    expect(went).toEqual(['one begins', 'two begins', 'third begins', 'fourth begins']);
    expect(gate?.waiting().get('browsing')).toBe(2);
  });

  it('never begins what somebody asked who has left', () => {
    const { went, enter } = opened(1);
    const first = enter('cart', 'first');
    enter('search').done();
    enter('browsing');
    first.done();
    expect(went).toEqual(['first begins', 'browsing begins']);
  });

  it('turns the oldest away at once where too many wait, and who waited too long soon after', async () => {
    const { went, clock, enter } = opened(1);
    const first = enter('cart', 'first');
    for (let at = 0; at < 70; at++) enter('browsing', `visitor ${at}`);
    expect(went.filter((one) => one.endsWith('turned away'))).toEqual(
      [0, 1, 2, 3, 4, 5].map((at) => `visitor ${at} is turned away`),
    );
    clock.now = 10_000;
    await expect.poll(() => gate?.waiting().get('browsing')).toBe(0);
    first.done();
    expect(went.filter((one) => one.startsWith('visitor') && one.endsWith('begins'))).toEqual([]);
  });

  it('gives conversations the house while nobody else has to wait, and a quarter of it otherwise', () => {
    const { went, enter } = opened(4);
    for (let at = 0; at < 50; at++) enter('conversation');
    expect(went).toHaveLength(50);
    for (let at = 0; at < 5; at++) enter('cart');
    went.length = 0;
    enter('conversation');
    expect(went).toEqual([]);
  });

  it('is as empty after all have left as before, however often their end is told', () => {
    const { enter, gate: one } = opened(3);
    const tickets = (['checkout', 'cart', 'search', 'conversation', 'browsing', 'machines'] as const).flatMap(
      (workClass) => [enter(workClass), enter(workClass), enter(workClass)],
    );
    for (const ticket of [...tickets, ...tickets]) ticket.done();
    expect(one.underWay()).toBe(0);
  });
});
