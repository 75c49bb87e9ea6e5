import type { ProductCard } from '#agents/shopping/parts.ts';
import { addCard } from './add-card.ts';
import { remember, browserMemory } from './browser-memory.ts';
import { make } from './make.ts';
import { answerOrder } from './answer-order.ts';
import { startPanel } from './talk-panel.ts';
import { followPerson } from './follow-person.ts';
import { partToNode } from './talk-parts.ts';
import { feedbackNode } from './talk-feedback.ts';
import { writeAnswer } from './talk-answer.ts';
import { startHistory } from './talk-history.ts';
import { skeletonNode } from './talk-skeleton.ts';
import type { StoredMessage } from './stored-message.ts';
import { resumeTurn, sendTurn, TalkRefused } from './talk-stream.ts';
import { wordsToNodes } from './talk-words.ts';

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
    add: (card: ProductCard, button: HTMLButtonElement) => void addCard(card, button).then(say),
  };

  const { open, shut, fold } = startPanel(panel, box, fill);

  function say(text: string): void {
    parts.status.textContent = text;
  }

  const writing = { actions, say };

  function showTurn(text: string): HTMLElement {
    parts.log.querySelectorAll('.talk-next').forEach((old) => old.remove());
    const answer = make('div', { class: 'talk-answer', 'aria-busy': 'true' });
    parts.log.append(saidNode(text), answer);
    toLatest(calm() ? 'auto' : 'smooth');
    return answer;
  }

  /** The last question at the top of what is seen, its answer below it. */
  function toLatest(behavior: ScrollBehavior): void {
    const said = [...parts.log.querySelectorAll<HTMLElement>('.talk-said')].at(-1);
    parts.log.scrollTo({ top: said?.offsetTop ?? 0, behavior });
  }

  async function ask(text: string): Promise<void> {
    const words = text.trim();
    if (!words) return;
    parts.box.value = '';
    open();
    history?.close();
    await fill();
    running?.abort();
    const mine = (running = new AbortController());
    const answer = showTurn(words);
    parts.stop.hidden = false;
    say('Looking through the shelves…');
    const skeleton = skeletonNode();
    answer.append(skeleton);
    try {
      const turn = {
        conversationId: browserMemory().id ?? undefined,
        message: { text: words },
        page: { path: location.pathname },
      };
      await writeAnswer(sendTurn(turn, mine.signal), answer, skeleton, writing);
      say('Answer ready.');
      rate(answer);
    } catch (error) {
      if (mine.signal.aborted) say('Stopped.');
      else if (error instanceof TalkRefused || !browserMemory().id) failed(answer, words, error);
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

  function rate(answer: HTMLElement, helpful: boolean | null = null): void {
    const { id } = browserMemory();
    if (id && answer.childElementCount) answer.append(feedbackNode(id, helpful));
  }

  async function resume(id: string): Promise<void> {
    const mine = (running = new AbortController());
    const answer = make('div', { class: 'talk-answer', 'aria-busy': 'true' });
    const skeleton = skeletonNode();
    answer.append(skeleton);
    parts.log.append(answer);
    parts.stop.hidden = false;
    try {
      await writeAnswer(resumeTurn(id, mine.signal), answer, skeleton, writing);
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
    again.addEventListener('click', () => {
      answer.previousElementSibling?.remove();
      answer.remove();
      void ask(words);
    });
    answer.append(
      make('div', { class: 'talk-failed' }, make('p', { class: 'talk-error', role: 'alert' }, text), again),
    );
    say('');
  }

  function stopNow(): void {
    const { id } = browserMemory();
    running?.abort();
    if (id) void fetch(`/api/chat/${id}/stop`, { method: 'POST', keepalive: true }).catch(() => {});
  }

  async function stored(): Promise<Stored | null> {
    const { id } = browserMemory();
    const response = id ? await fetch(`/api/chat/${id}`).catch(() => null) : null;
    if (response?.status === 404) remember({ id: null });
    return response?.ok ? ((await response.json()) as Stored) : null;
  }

  async function catchUp(): Promise<void> {
    const said = (await stored())?.messages.filter(({ role }) => role === 'user').length ?? 0;
    if (said > parts.log.querySelectorAll('.talk-said').length && !running) await show();
  }

  /** What was said before, where the panel does not show it yet; without it where it does not arrive. */
  async function fill(): Promise<void> {
    if (!parts.log.childElementCount && browserMemory().id) await show().catch(() => {});
  }

  async function show(): Promise<void> {
    const memory = browserMemory();
    const { id } = memory;
    const found = await stored();
    if (id && !found) {
      if (browserMemory().id) throw new Error('The conversation did not arrive');
      return shut();
    }
    const { messages, helpful } = found ?? { messages: [], helpful: null };
    parts.log.replaceChildren(...messages.map(storedMessage));
    parts.log.querySelectorAll('.talk-answer:not(:last-child) .talk-next').forEach((old) => old.remove());
    if (messages.length || memory.open) open();
    toLatest('auto');
    if (id && messages.at(-1)?.role === 'user') await resume(id);
    else if (parts.log.lastElementChild) rate(parts.log.lastElementChild as HTMLElement, helpful);
  }

  function storedMessage(message: StoredMessage): HTMLElement {
    if (message.role === 'user') {
      const text = message.parts.map((part) => part.text ?? '').join('');
      return saidNode(text);
    }
    const nodes = answerOrder(message.parts).map((part) =>
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
  followPerson(parts.log, (messages) => parts.log.append(...messages.map(storedMessage)));
  function begin(): void {
    stopNow();
    remember({ id: null });
    parts.log.replaceChildren();
  }

  panel.querySelector('[data-fresh]')?.addEventListener('click', () => {
    begin();
    history?.close();
    say('A new conversation.');
    parts.box.focus();
  });
  const history = startHistory(panel, {
    open: (id) => {
      if (running) stopNow();
      remember({ id });
      void show().then(() => parts.box.focus());
    },
    deleted: (id) => {
      if (id === null || id === browserMemory().id) begin();
    },
    say,
  });
  // Another tab may have gone on with the conversation meanwhile.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !running && !panel.hidden) void catchUp();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (running) stopNow();
    else if (panel.parentElement?.contains(document.activeElement) && !panel.hidden) fold();
  });
  document.querySelectorAll<HTMLElement>('[data-ask]').forEach((link) =>
    link.addEventListener('click', (event) => {
      event.preventDefault();
      void ask(link.dataset['ask'] ?? link.textContent);
    }),
  );
  return { show };
}

interface Stored {
  readonly messages: readonly StoredMessage[];
  /** What the shopper thinks of the last answer; null where they have not said. */
  readonly helpful: boolean | null;
}

const saidNode = (text: string): HTMLElement =>
  make('div', { class: 'talk-said', dir: 'auto' }, make('span', { class: 'visually-hidden' }, 'You: '), text);

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
