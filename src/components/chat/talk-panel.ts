import { remember } from './browser-memory.ts';

export interface TalkPanel {
  open(): void;
  /** Puts it away; nothing is focused. */
  shut(): void;
  /** The same for who was in it: the focus goes to what opens it again. */
  fold(): void;
}

const sheet = matchMedia('(width < 68rem)'); // there the panel lies over the whole page

/**
 * Opens and folds the panel; what it hides from sight is out of reach of the keyboard as well. `fill` brings what was said
 * before, where somebody opens it.
 */
export function startPanel(panel: HTMLElement, box: HTMLElement, fill: () => Promise<void>): TalkPanel {
  const root = document.documentElement;
  const opener = document.querySelector<HTMLElement>('[data-open]');
  const behind = aroundOf(panel.parentElement);

  function set(isOpen: boolean): void {
    panel.hidden = !isOpen;
    root.classList.toggle('talking', isOpen);
    opener?.setAttribute('aria-expanded', String(isOpen));
    remember({ open: isOpen });
    cover();
  }

  function cover(): void {
    for (const element of behind) element.inert = sheet.matches && !panel.hidden;
  }

  function shut(): void {
    set(false);
    root.classList.remove('beside');
  }

  function fold(): void {
    shut();
    (opener ?? box).focus({ preventScroll: true });
  }

  sheet.addEventListener('change', cover);
  opener?.setAttribute('role', 'button');
  opener?.addEventListener('click', (event) => {
    event.preventDefault();
    set(true);
    void fill().finally(() => {
      // A keyboard on the glass would hide what was said before.
      const isRead = panel.querySelector('.talk-said') && !matchMedia('(hover: hover)').matches;
      (isRead ? panel.querySelector<HTMLElement>('h2') : box)?.focus({ preventScroll: true });
    });
  });
  opener?.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    opener.click();
  });
  panel.querySelector('[data-fold]')?.addEventListener('click', fold);
  return { open: () => set(true), shut, fold };
}

/** Everything on the page beside the element and what holds it. */
function aroundOf(element: HTMLElement | null): readonly HTMLElement[] {
  const parent = element?.parentElement;
  if (!element || !parent) return [];
  const beside = [...parent.children].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one !== element && one.tagName !== 'SCRIPT',
  );
  return [...beside, ...(parent === document.body ? [] : aroundOf(parent))];
}
