/** What a reload brings back: kept in this browser's storage; the messages themselves are on the server. */
interface BrowserMemory {
  id: string | null;
  open: boolean;
}

const KEY = 'shelf-talk';
const KEPT_SECONDS = 365 * 24 * 60 * 60;

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
    const now = { ...browserMemory(), ...change };
    localStorage.setItem(KEY, JSON.stringify(now));
    // The next page is laid out beside an open panel from the start, so that nothing moves once it is there.
    document.cookie = `beside=${now.open ? 'yes' : ''}; path=/; samesite=lax; max-age=${now.open ? KEPT_SECONDS : 0}`;
  } catch {
    // Storage may be off; the conversation then ends with the page.
  }
}
