import { browserMemory } from './browser-memory.ts';
import type { StoredMessage } from './stored-message.ts';

const LOOK_EVERY_MS = 12_000;

/** Looks for what a person has answered, while the log says that one was asked for and the page is seen. */
export function followPerson(log: HTMLElement, show: (messages: readonly StoredMessage[]) => void): void {
  setInterval(() => void look(log, show), LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => void look(log, show));
}

async function look(log: HTMLElement, show: (messages: readonly StoredMessage[]) => void): Promise<void> {
  const { id } = browserMemory();
  if (!id || document.hidden || !log.querySelector('.talk-handoff, .talk-person')) return;
  const shown = log.querySelectorAll('.talk-person').length;
  const response = await fetch(`/api/chat/${id}/replies?after=${shown}`).catch(() => null);
  if (!response?.ok || browserMemory().id !== id) return;
  const { messages } = (await response.json()) as { messages: readonly StoredMessage[] };
  // Another look may have shown them meanwhile.
  if (messages.length && log.querySelectorAll('.talk-person').length === shown) show(messages);
}
