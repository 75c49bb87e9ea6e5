import type { ShownSuggestion } from '#src/page-data/shown-suggestions.ts';
import { make } from './make.ts';

const WAIT_MS = 120; // a pause in typing, not a keystroke, asks the server

/** Suggestions below the box while someone types: an ARIA combobox; Enter without a choice submits the words. */
export function startSuggestions(box: HTMLInputElement, list: HTMLElement): void {
  let chosen = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  box.form?.append(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-expanded', 'false');
  box.setAttribute('aria-controls', list.id);

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  function close(): void {
    list.hidden = true;
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function choose(index: number): void {
    const all = options();
    if (!all.length) return;
    chosen = (index + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
    const option = all[chosen];
    if (option) box.setAttribute('aria-activedescendant', option.id);
  }

  async function refresh(): Promise<void> {
    const mine = ++asked;
    const prefix = box.value.trim();
    if (prefix.length < 2) return close();
    const response = await fetch(`/api/suggest?q=${encodeURIComponent(prefix.slice(0, 100))}`).catch(
      () => null,
    );
    if (!response?.ok || mine !== asked) return;
    const suggestions = (await response.json()) as readonly ShownSuggestion[];
    if (!suggestions.length || document.activeElement !== box) return close();
    list.replaceChildren(
      ...suggestions.map((one, index) => {
        const option = make(
          'li',
          { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false', 'data-href': one.href },
          one.product && make('img', { src: one.product.picture, alt: '', width: 56, height: 42 }),
          make('span', {}, one.label),
          make('small', {}, one.product?.price ?? kinds[one.kind]),
        );
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(option, one);
        });
        return option;
      }),
    );
    list.hidden = false;
    chosen = -1;
    box.setAttribute('aria-expanded', 'true');
  }

  function take(option: HTMLElement, one?: ShownSuggestion): void {
    close();
    const { href } = option.dataset;
    if (one?.kind === 'question' || option.querySelector('small')?.textContent === kinds.question) {
      box.value = option.querySelector('span')?.textContent ?? '';
      box.form?.requestSubmit();
    } else if (href) location.assign(href);
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), WAIT_MS);
  };
  box.addEventListener('input', soon);
  // What was typed while this script was on its way.
  if (document.activeElement === box && box.value !== box.defaultValue) soon();
  box.addEventListener('blur', close);
  box.form?.addEventListener('submit', () => {
    asked++;
    clearTimeout(timer);
    close();
  });
  box.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) {
      const option = options()[chosen];
      if (option) take(option);
    } else return;
    event.preventDefault();
  });
}

const kinds: Readonly<Record<ShownSuggestion['kind'], string>> = {
  product: 'product',
  category: 'category',
  value: 'filter',
  question: 'ask',
};
