import './ask-person.css';
import type { ReadPage } from './read-page.ts';
import type { ProductRead } from './read-product.ts';

/**
 * Shows what an assistant wants to put into the cart, with the words, the price and the button of the product's own page,
 * and resolves once the person has decided. A press of theirs is the only yes; Escape is a no.
 */
export async function askPerson(
  { content }: ReadPage,
  product: ProductRead,
  quantity: number,
): Promise<boolean> {
  const form = content.querySelector<HTMLFormElement>('.buy form.add');
  const dialog = document.createElement('dialog');
  dialog.className = 'assistant-asks';
  const part = (tag: string, text: string, name = '') =>
    Object.assign(document.createElement(tag), { textContent: text, className: name });
  const variant = Object.values(product.chosen).join(', ');
  const yes = part('button', textOfButton(form), 'button') as HTMLButtonElement;
  const no = part('button', form?.dataset['decline'] ?? '', 'button plain') as HTMLButtonElement;
  const heading = part('h2', form?.dataset['asks'] ?? '');
  heading.id = 'assistant-asks';
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(
    heading,
    part('p', `${quantity} × ${product.title}${variant && `, ${variant}`}`),
    part('p', product.price, 'num'),
    part('p', product.stock),
    yes,
    ' ',
    no,
  );
  no.autofocus = true;
  const decided = new Promise<boolean>((resolve) => {
    yes.addEventListener('click', (event) => {
      resolve(event.isTrusted);
      dialog.close();
    });
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(false));
  });
  document.body.append(dialog);
  dialog.showModal();
  const answer = await decided;
  dialog.remove();
  return answer;
}

const textOfButton = (form: HTMLFormElement | null) =>
  form?.querySelector('button')?.textContent?.trim() ?? '';
