import { make } from './make.ts';

const REASONS = ['Wrong products', 'Wrong facts', 'Did not understand me', 'Too long'];

/** Two buttons below the latest answer that keep what was pressed, and why it was no help; each press is sent to the shop. */
export function feedbackNode(conversationId: string, helpful: boolean | null = null): HTMLElement {
  const said = make('span', { role: 'status', class: 'talk-note' });
  const why = make('span', { class: 'talk-rate' });
  const node = make('div', {
    class: 'talk-next talk-rate',
    role: 'group',
    'aria-label': 'Was this answer helpful?',
  });
  const send = async (isHelpful: boolean, reason: string) => {
    const response = await fetch(`/api/chat/${conversationId}/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ helpful: isHelpful, reason }),
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
        yes.focus();
        why.replaceChildren();
        void send(false, reason);
      }),
    );
  const mark = (isHelpful: boolean | null) => {
    yes.setAttribute('aria-pressed', String(isHelpful === true));
    no.setAttribute('aria-pressed', String(isHelpful === false));
  };
  const yes = press('Helpful', () => {
    mark(true);
    why.replaceChildren();
    void send(true, '');
  });
  const no = press('Not helpful', () => {
    mark(false);
    why.replaceChildren(...reasons());
    (why.firstElementChild as HTMLElement).focus();
    void send(false, '');
  });
  mark(helpful);
  node.append(yes, no, why, said);
  return node;
}
