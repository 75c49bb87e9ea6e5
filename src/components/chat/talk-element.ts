import { countCart } from './count-cart.ts';
import type { CartView, ProductCard } from '#agents/shopping/parts.ts';
import { keep, kept } from './kept.ts';
import { make } from './make.ts';
import { followPerson } from './follow-person.ts';
import { partToNode } from './talk-parts.ts';
import { feedbackNode } from './talk-feedback.ts';
import { resumeTurn, sendTurn, TalkRefused, type TalkChunk } from './talk-stream.ts';
import { wordsToNodes } from './talk-words.ts';

export interface StoredMessage {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly { readonly type: string; readonly text?: string; readonly data?: unknown }[];
}

/** Turns the search form into the conversation: takes over its submit, shows answers in the panel beside the page. */
export function startTalk(form: HTMLFormElement, panel: HTMLElement): { show(): Promise<void> } {
  const box = form.querySelector<HTMLInputElement>('input[name=q]');
  const log = panel.querySelector<HTMLElement>('[data-log]');
  const status = panel.querySelector<HTMLElement>('[role=status]');
  const stop = panel.querySelector<HTMLButtonElement>('[data-stop]');
  if (!box || !log || !status || !stop) throw new Error('The conversation panel lacks a part');
  const parts = { box, log, status, stop };
  let running: AbortController | null = null;

  const actions = {
    ask: (text: string) => void ask(text),
    add: (card: ProductCard, button: HTMLButtonElement) => void add(card, button),
  };

  function open(): void {
    panel.hidden = false;
    document.documentElement.classList.add('talking');
    keep({ open: true });
  }

  function fold(): void {
    panel.hidden = true;
    document.documentElement.classList.remove('talking');
    keep({ open: false });
    parts.box.focus();
  }

  function say(text: string): void {
    parts.status.textContent = text;
  }

  function showTurn(text: string): HTMLElement {
    parts.log.querySelectorAll('.talk-next').forEach((old) => old.remove());
    parts.log.append(
      make('div', { class: 'talk-said' }, make('span', { class: 'visually-hidden' }, 'You: '), text),
    );
    const answer = make('div', { class: 'talk-answer', 'aria-busy': 'true' });
    parts.log.append(answer);
    answer.previousElementSibling?.scrollIntoView({ block: 'start', behavior: calm() ? 'auto' : 'smooth' });
    return answer;
  }

  async function ask(text: string): Promise<void> {
    const words = text.trim();
    if (!words) return;
    running?.abort();
    const mine = (running = new AbortController());
    open();
    const answer = showTurn(words);
    parts.box.value = '';
    parts.stop.hidden = false;
    say('Looking through the shelves…');
    const skeleton = make('div', { class: 'talk-skeleton', 'aria-hidden': 'true' });
    answer.append(skeleton);
    try {
      const turn = {
        conversationId: kept().id ?? undefined,
        message: { text: words },
        page: { path: location.pathname },
      };
      await follow(sendTurn(turn, mine.signal), answer, skeleton);
      say('Answer ready.');
      rate(answer);
    } catch (error) {
      if (mine.signal.aborted) say('Stopped.');
      else if (error instanceof TalkRefused || !kept().id) failed(answer, words, error);
      // The connection broke, not the answer: the rest of it is on the server.
      else if (
        !(await show().then(
          () => true,
          () => false,
        ))
      )
        failed(answer, words, error);
    } finally {
      skeleton.remove();
      answer.removeAttribute('aria-busy');
      if (running === mine) {
        running = null;
        parts.stop.hidden = true;
      }
    }
  }

  async function follow(
    chunks: AsyncIterable<TalkChunk>,
    answer: HTMLElement,
    skeleton: HTMLElement,
  ): Promise<void> {
    let text_ = '';
    let prose: HTMLElement | null = null;
    const shown = new Map<string, HTMLElement>(); // a later part of a kind takes the place of the earlier one
    for await (const chunk of chunks) {
      if (chunk.type === 'data-conversation') keep({ id: (chunk as { data: { id: string } }).data.id });
      else if (chunk.type === 'data-status') say((chunk as { data: { text: string } }).data.text);
      else if (chunk.type === 'text-start') {
        skeleton.remove();
        text_ = '';
        prose = make('div', { class: 'talk-prose' });
        answer.append(prose);
      } else if (chunk.type === 'text-delta') {
        text_ += (chunk as { delta: string }).delta;
        prose?.replaceChildren(...wordsToNodes(text_));
      } else if (chunk.type === 'error') {
        throw new TalkRefused((chunk as { errorText: string }).errorText);
      } else if (chunk.type.startsWith('data-')) {
        skeleton.remove();
        const data = (chunk as { data: unknown }).data;
        if (chunk.type === 'data-cart') countCart((data as CartView).count);
        const node = partToNode(chunk.type, data, actions);
        const id = (chunk as { id?: string }).id ?? chunk.type;
        const before = shown.get(id);
        if (before && node) before.replaceWith(node);
        else if (node) answer.append(node);
        if (node) shown.set(id, node);
      }
    }
  }

  function rate(answer: HTMLElement): void {
    const { id } = kept();
    if (id && answer.childElementCount) answer.append(feedbackNode(id));
  }

  async function resume(id: string): Promise<void> {
    const mine = (running = new AbortController());
    const answer = make('div', { class: 'talk-answer', 'aria-busy': 'true' });
    const skeleton = make('div', { class: 'talk-skeleton', 'aria-hidden': 'true' });
    answer.append(skeleton);
    parts.log.append(answer);
    parts.stop.hidden = false;
    try {
      await follow(resumeTurn(id, mine.signal), answer, skeleton);
      say('Answer ready.');
    } catch {
      say('Stopped.');
    } finally {
      skeleton.remove();
      answer.removeAttribute('aria-busy');
      if (!answer.childElementCount) answer.remove();
      if (running === mine) {
        running = null;
        parts.stop.hidden = true;
      }
    }
  }

  function failed(answer: HTMLElement, words: string, error: unknown): void {
    const text = error instanceof TalkRefused ? error.message : 'The answer broke off. Please try again.';
    const again = make('button', { type: 'button', class: 'talk-chip' }, 'Try again');
    again.addEventListener('click', () => void ask(words));
    answer.append(make('p', { class: 'talk-error' }, text, ' ', again));
    say(text);
  }

  async function add(card: ProductCard, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const response = await fetch('/api/cart', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sku: card.sku, quantity: 1 }),
    }).catch(() => null);
    const said = (await response?.json().catch(() => null)) as { detail?: string; count?: number } | null;
    button.disabled = false;
    const text = response?.ok
      ? `${card.title} is in your cart.`
      : (said?.detail ?? 'That did not work. Please try again.');
    if (response?.ok && said?.count !== undefined) countCart(said.count);
    const label = response?.ok ? 'Added' : 'Add to cart';
    button.textContent = label;
    button.setAttribute('aria-label', `${label}: ${card.title}`);
    say(text);
  }

  function stopNow(): void {
    const { id } = kept();
    running?.abort();
    if (id) void fetch(`/api/chat/${id}/stop`, { method: 'POST', keepalive: true }).catch(() => {});
  }

  async function show(): Promise<void> {
    const { id } = kept();
    if (!id) return;
    const response = await fetch(`/api/chat/${id}`).catch(() => null);
    if (!response?.ok) {
      keep({ id: null, open: false });
      return;
    }
    const { messages } = (await response.json()) as { messages: readonly StoredMessage[] };
    parts.log.replaceChildren(...messages.map(storedMessage));
    if (messages.length) open();
    if (messages.at(-1)?.role === 'user') await resume(id);
  }

  function storedMessage(message: StoredMessage): HTMLElement {
    if (message.role === 'user') {
      const text = message.parts.map((part) => part.text ?? '').join('');
      return make('div', { class: 'talk-said' }, make('span', { class: 'visually-hidden' }, 'You: '), text);
    }
    const nodes = message.parts.map((part) =>
      part.type === 'text'
        ? make('div', { class: 'talk-prose' }, ...wordsToNodes(part.text ?? ''))
        : partToNode(part.type, part.data, actions),
    );
    return make('div', { class: 'talk-answer' }, ...nodes);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask(parts.box.value);
  });
  parts.stop.addEventListener('click', stopNow);
  panel.querySelector('[data-fold]')?.addEventListener('click', fold);
  followPerson(parts.log, (messages) => parts.log.append(...messages.map(storedMessage)));
  panel.querySelector('[data-fresh]')?.addEventListener('click', () => {
    stopNow();
    keep({ id: null });
    parts.log.replaceChildren();
    say('A new conversation.');
    parts.box.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && running) stopNow();
  });
  document.querySelectorAll<HTMLElement>('[data-ask]').forEach((link) =>
    link.addEventListener('click', (event) => {
      event.preventDefault();
      void ask(link.dataset['ask'] ?? link.textContent);
    }),
  );
  return { show };
}

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
