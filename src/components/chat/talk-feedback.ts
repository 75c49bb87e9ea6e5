import { make } from './make.ts';

const REASONS = ['Wrong products', 'Wrong facts', 'Did not understand me', 'Too long'];

/** Two buttons below the latest answer, and why it was no help; each press is sent to the shop. */
export function feedbackNode(conversationId: string): HTMLElement {
  const said = make('span', { role: 'status', class: 'talk-note' });
  const node = make('div', {
    class: 'talk-next talk-rate',
    role: 'group',
    'aria-label': 'Was this answer helpful?',
  });
  const send = async (helpful: boolean, reason: string) => {
    const response = await fetch(`/api/chat/${conversationId}/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ helpful, reason }),
    }).catch(() => null);
    said.textContent = response?.ok ? 'Thank you.' : 'That did not arrive.';
  };
  const press = (label: string, act: () => void) => {
    const button = make('button', { type: 'button', class: 'talk-quiet' }, label);
    button.addEventListener('click', act);
    return button;
  };
  const reasons = () =>
    REASONS.map((reason) =>
      press(reason, () => {
        node.replaceChildren(said);
        void send(false, reason);
      }),
    );
  node.append(
    press('Helpful', () => {
      node.replaceChildren(said);
      void send(true, '');
    }),
    press('Not helpful', () => {
      node.replaceChildren(...reasons(), said);
      (node.firstElementChild as HTMLElement).focus();
      void send(false, '');
    }),
    said,
  );
  return node;
}
