import { make } from './make.ts';

interface Earlier {
  readonly id: string;
  readonly updatedAt: string;
  /** The same on the shop's clock, for people. */
  readonly updated: string;
  readonly firstWords: string;
}

export interface HistoryActions {
  readonly open: (id: string) => void;
  /** What the page shows was deleted; `null`: all of it. */
  readonly deleted: (id: string | null) => void;
  readonly say: (text: string) => void;
}

const DID_NOT = 'That did not work. Please try again.';

/** The panel's link to the visitor's earlier conversations unfolds them in it; null where the panel has no such link. */
export function startHistory(panel: HTMLElement, actions: HistoryActions): { close(): void } | null {
  const link = panel.querySelector<HTMLElement>('[data-history]');
  const list = panel.querySelector<HTMLElement>('[data-earlier]');
  if (!link || !list) return null;
  const fold = (isOpen: boolean) => {
    list.hidden = !isOpen;
    panel.classList.toggle('talk-browsing', isOpen);
    link.setAttribute('aria-expanded', String(isOpen));
  };
  const open = (id: string) => {
    fold(false);
    actions.open(id);
  };
  link.setAttribute('role', 'button');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    fold(list.hidden !== false);
    if (!list.hidden) void fill(list, { ...actions, open });
  });
  link.addEventListener('keydown', (event) => {
    if (event.key === ' ') {
      event.preventDefault();
      link.click();
    }
  });
  return { close: () => fold(false) };
}

/** Each opens and is deleted by itself, or all at once. */
async function fill(list: HTMLElement, actions: HistoryActions): Promise<void> {
  const response = await fetch('/api/chat').catch(() => null);
  if (!response?.ok) return actions.say('The list did not arrive. Check the connection and try again.');
  const { conversations } = (await response.json()) as { conversations: readonly Earlier[] };
  const heading = make('h3', { tabindex: -1 }, 'Earlier conversations');
  list.replaceChildren(heading);
  heading.focus();
  if (!conversations.length) {
    list.append(make('p', { class: 'talk-note' }, 'None yet. What you ask is listed here.'));
    return;
  }
  const all = button('talk-quiet', 'Delete all of them', async () => {
    if (!(await remove('/api/chat'))) return actions.say(DID_NOT);
    actions.deleted(null);
    actions.say('All conversations are deleted.');
    await fill(list, actions);
  });
  list.append(make('ul', {}, ...conversations.map((one) => item(list, one, actions))), all);
}

function item(
  list: HTMLElement,
  { id, updatedAt, updated, firstWords }: Earlier,
  actions: HistoryActions,
): HTMLElement {
  const words = firstWords.trim().slice(0, 80) || 'A conversation';
  return make(
    'li',
    { dir: 'auto' },
    button('talk-open', words, () => actions.open(id)),
    make('time', { datetime: updatedAt }, updated),
    button(
      'talk-quiet',
      'Delete',
      async () => {
        if (!(await remove(`/api/chat/${encodeURIComponent(id)}`))) return actions.say(DID_NOT);
        actions.deleted(id);
        actions.say('Deleted.');
        await fill(list, actions);
      },
      `Delete: ${words}`,
    ),
  );
}

/** Gone is gone: one that another tab has deleted already counts as done. */
const remove = async (path: string): Promise<boolean> => {
  const response = await fetch(path, { method: 'DELETE' }).catch(() => null);
  return response !== null && (response.ok || response.status === 404);
};

function button(
  className: string,
  label: string,
  act: () => void | Promise<void>,
  name?: string,
): HTMLButtonElement {
  const element = make('button', { type: 'button', class: className, 'aria-label': name }, label);
  element.addEventListener('click', () => void act());
  return element;
}
