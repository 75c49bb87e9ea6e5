/** What a reload brings back: kept in this browser's storage; the messages themselves are on the server. */
interface BrowserMemory {
  id: string | null;
  open: boolean;
}

const KEY = 'shelf-talk';

/** What this browser remembers now. */
export function browserMemory(): BrowserMemory {
  try {
    return {
      id: null,
      open: false,
      ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<BrowserMemory>),
    };
  } catch {
    return { id: null, open: false };
  }
}

/** Changes some of it. */
export function remember(change: Partial<BrowserMemory>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...browserMemory(), ...change }));
  } catch {
    // Storage may be off; the conversation then ends with the page.
  }
}
