/** What a reload brings back: kept in this browser's storage; the messages themselves are on the server. */
interface Kept {
  id: string | null;
  open: boolean;
}

const KEY = 'shelf-talk';

/** What this browser remembers now. */
export function kept(): Kept {
  try {
    return { id: null, open: false, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return { id: null, open: false };
  }
}

/** Changes some of it. */
export function keep(change: Partial<Kept>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // Storage may be off; the conversation then ends with the page.
  }
}
