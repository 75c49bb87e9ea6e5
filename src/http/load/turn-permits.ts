/** A place among the turns that are worked on at once. */
export interface Permit {
  /** Lets those go first who came at most `yieldMs` after this one gave way; answers when it is its turn again. */
  giveWay(): Promise<void>;
  /** The work is done. May be called twice. */
  release(): void;
}

interface PermitRules {
  /** How many are worked on at once. */
  readonly most: number;
  readonly yieldMs: number;
  /** Milliseconds after which whoever has a permit is taken to wait for somebody else, and another begins beside it. */
  readonly lentMs: number;
}

interface Waiting {
  /** Milliseconds of the clock: the earliest is next. */
  readonly due: number;
  begin(): void;
}

/**
 * Lets a few turns be worked on at once, in the order in which they came, and none begin while somebody arrives who has
 * not been answered anything yet. Each begins in a turn of the event loop of its own, so that who comes meanwhile is
 * heard between. `now` is in milliseconds.
 */
export function openPermits(
  { most, yieldMs, lentMs }: PermitRules,
  now: () => number = () => performance.now(),
) {
  const came: Waiting[] = [];
  const gaveWay: Waiting[] = [];
  let working = 0;
  let arriving = 0;

  const next = (): void => {
    if (working >= most || (arriving > 0 && working > 0)) return;
    const isSooner = (came[0]?.due ?? Infinity) <= (gaveWay[0]?.due ?? Infinity);
    (isSooner ? came : gaveWay).shift()?.begin();
  };
  const soon = (): void => void setImmediate(next);
  const wait = (line: Waiting[], ms: number): Promise<() => void> =>
    new Promise((resolve) => {
      line.push({ due: now() + ms, begin: () => resolve(lend()) });
      soon();
    });
  /** Takes a permit, and answers how to give it back. */
  const lend = (): (() => void) => {
    working += 1;
    const giveBack = once(() => {
      working -= 1;
      clearTimeout(late);
      soon();
    });
    const late = setTimeout(giveBack, lentMs).unref();
    return giveBack;
  };

  return {
    /** Somebody arrives; to be called back when a first answer is on its way to them, or none will be. */
    arrive(): () => void {
      arriving += 1;
      return once(() => {
        arriving -= 1;
        for (let free = most - working; free > 0; free--) soon();
      });
    },
    async acquire(): Promise<Permit> {
      let giveBack = await wait(came, 0);
      let isDone = false;
      return {
        giveWay: async () => {
          if (isDone) return;
          giveBack();
          giveBack = await wait(gaveWay, yieldMs);
          if (isDone) giveBack();
        },
        release: () => {
          isDone = true;
          giveBack();
        },
      };
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

/**
 * Of this process. Four keep the processor busy while some of them wait for the database, leave connections to it for
 * who comes, and hold the event loop up for a few milliseconds only.
 */
export const turnPermits = openPermits({ most: 4, yieldMs: 500, lentMs: 250 });
