/** What stands beside the result of a call that could not be done: a word for programs, and words. */
export interface Refused {
  readonly ok: false;
  readonly refusal: string;
  readonly words: string;
}
export const refused = (refusal: string, words: string): Refused => ({ ok: false, refusal, words });

/** A page of this shop that is not shown, with its path and query. */
export interface ReadPage {
  readonly address: string;
  readonly content: DocumentFragment;
}

/** Reads a page of this shop; null where there is none, or the address is another site's. */
export async function readPage(address: string): Promise<ReadPage | null> {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  if (url?.origin !== location.origin) return null;
  const response = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!response?.ok) return null;
  // A template and no DOMParser, whose documents crash Chromium 150 over some forms that are tools.
  const template = document.createElement('template');
  template.innerHTML = await response.text();
  return { address: pathOf(response.url), content: template.content };
}

export const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
};

/** What an element says, in one line; of its children only what people see. */
export function textOf(element: Element | null | undefined): string {
  if (!element) return '';
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll('.hidden-text, .visually-hidden').forEach((hidden) => hidden.remove());
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
