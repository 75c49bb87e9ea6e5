import type {
  CartView,
  CompareTable,
  FactsView,
  ProductCard,
  ShoppingParts,
} from '#agents/shopping/parts.ts';
import { make } from './make.ts';

export interface PartActions {
  /** Sends words as the shopper's next turn. */
  readonly ask: (text: string) => void;
  /** Puts one of a variant in the cart. */
  readonly add: (card: ProductCard, button: HTMLButtonElement) => void;
}

/** What a `data-…` part looks like, or null where there is nothing to show. */
export function partToNode(type: string, data: unknown, actions: PartActions): HTMLElement | null {
  switch (type) {
    case 'data-person':
      return make('p', { class: 'talk-person' }, `${(data as ShoppingParts['person']).name} of our team`);
    case 'data-handoff':
      return make('p', { class: 'talk-handoff' }, (data as ShoppingParts['handoff']).text);
    case 'data-products': {
      const part = data as ShoppingParts['products'];
      const more = part.href && part.total > part.cards.length;
      return part.cards.length
        ? make(
            'div',
            { class: 'talk-products', role: 'group', 'aria-label': part.title },
            make('h3', {}, part.title),
            cardList(part.cards, actions),
            more ? make('a', { class: 'talk-more', href: part.href }, `See all ${part.total}`) : null,
          )
        : null;
    }
    case 'data-near': {
      const part = data as ShoppingParts['near'];
      return make(
        'div',
        { class: 'talk-products talk-near', role: 'group', 'aria-label': part.title },
        make('h3', {}, part.title),
        cardList(part.cards, actions),
      );
    }
    case 'data-compare':
      return compareTable(data as CompareTable);
    case 'data-cart':
      return cartView(data as CartView);
    case 'data-facts':
      return factsView(data as FactsView);
    case 'data-need': {
      const { chips } = data as ShoppingParts['need'];
      return chips.length
        ? make(
            'ul',
            { class: 'talk-chips talk-need', 'aria-label': 'What we understood' },
            ...chips.map((chip) =>
              make(
                'li',
                {},
                button('talk-chip', chip.label, () => actions.ask(chip.remove), `Remove: ${chip.label}`),
              ),
            ),
          )
        : null;
    }
    case 'data-chips': {
      const { title, chips } = data as ShoppingParts['chips'];
      return make(
        'div',
        { class: 'talk-next' },
        title && make('p', { class: 'talk-asked' }, title),
        make(
          'ul',
          { class: 'talk-chips', 'aria-label': title ?? 'What you could say next' },
          ...chips.map((chip) =>
            make(
              'li',
              {},
              chip.kind === 'go'
                ? make('a', { class: 'talk-chip', href: chip.value }, chip.label)
                : button('talk-chip', chip.label, () => actions.ask(chip.value)),
            ),
          ),
        ),
      );
    }
    case 'data-sources': {
      const { passages } = data as ShoppingParts['sources'];
      return make(
        'ul',
        { class: 'talk-sources', 'aria-label': 'Where this comes from' },
        ...passages.map((one) =>
          make('li', {}, make('a', { href: one.href }, one.title), make('q', {}, one.quote)),
        ),
      );
    }
    case 'data-note':
      return make('p', { class: 'talk-note' }, (data as ShoppingParts['note']).text);
    default:
      return null;
  }
}

function cardList(cards: readonly ProductCard[], actions: PartActions): HTMLElement {
  return make('ol', { class: 'talk-cards' }, ...cards.map((card) => cardItem(card, actions)));
}

function cardItem(card: ProductCard, actions: PartActions): HTMLElement {
  const add = button(
    'talk-add',
    'Add to cart',
    () => actions.add(card, add),
    `Add to cart: ${card.title}${card.variant ? `, ${card.variant}` : ''}`,
  );
  return make(
    'li',
    { class: 'talk-card' },
    make('img', { src: card.image, alt: card.imageAlt, width: 96, height: 72, loading: 'lazy' }),
    make(
      'div',
      {},
      make('a', { class: 'talk-title', href: card.href }, card.title),
      make('span', { class: 'talk-meta' }, [card.brand, card.variant].filter(Boolean).join(' · ')),
      make(
        'span',
        { class: 'talk-price' },
        make('b', {}, card.price),
        card.compareAt ? make('s', { 'aria-label': `was ${card.compareAt}` }, card.compareAt) : null,
        make('span', { class: card.available ? 'talk-stock' : 'talk-stock talk-out' }, card.availability),
      ),
      card.reason ? make('span', { class: 'talk-reason' }, card.reason) : null,
      ...card.breaks.map((broken) => make('span', { class: 'talk-breaks' }, broken)),
      asksWhy() &&
        card.why &&
        make(
          'ul',
          { class: 'talk-why', 'aria-label': 'Why it is here' },
          ...card.why.map((line) => make('li', {}, line)),
        ),
    ),
    card.choose
      ? make('a', { class: 'talk-add', href: card.href }, card.choose)
      : card.available
        ? add
        : null,
  );
}

const asksWhy = (): boolean => new URLSearchParams(location.search).has('why');

function compareTable({ products, rows }: CompareTable): HTMLElement {
  const head = make(
    'tr',
    {},
    make('td'),
    ...products.map((card) =>
      make(
        'th',
        { scope: 'col' },
        make('img', { src: card.image, alt: '', width: 96, height: 72 }),
        make('a', { href: card.href }, card.title),
        make('b', {}, card.price),
      ),
    ),
  );
  const body = rows.map((row) =>
    make(
      'tr',
      { class: row.differs && 'differs' },
      make('th', { scope: 'row' }, row.label),
      ...row.values.map((value) =>
        make('td', { class: value === null && 'talk-unstated' }, value ?? 'not stated'),
      ),
    ),
  );
  return make(
    'div',
    { class: 'talk-compare', role: 'group', 'aria-label': 'Comparison', tabindex: 0 },
    make('table', {}, make('thead', {}, head), make('tbody', {}, ...body)),
  );
}

function cartView({ lines, count, sum }: CartView): HTMLElement {
  return make(
    'div',
    { class: 'talk-cart', role: 'group', 'aria-label': 'Your cart' },
    make('h3', {}, count ? `Your cart: ${count} ${count === 1 ? 'item' : 'items'}` : 'Your cart is empty'),
    count > 0 &&
      make(
        'ul',
        {},
        ...lines.map((line) =>
          make(
            'li',
            {},
            make(
              'span',
              {},
              `${line.quantity} × `,
              make('a', { href: line.href }, line.title),
              line.variant && ` (${line.variant})`,
            ),
            make('b', {}, line.total),
          ),
        ),
      ),
    ...(count > 0
      ? sum.map(({ label, detail, amount }, at) =>
          make(
            'p',
            { class: at === sum.length - 1 ? 'talk-total' : 'talk-part' },
            make('span', {}, detail ? `${label} (${detail})` : label),
            make('b', {}, amount),
          ),
        )
      : []),
    count > 0 && make('a', { class: 'talk-more', href: '/cart' }, 'Go to cart'),
  );
}

function factsView({ title, rows, link }: FactsView): HTMLElement {
  return make(
    'div',
    { class: 'talk-facts', role: 'group', 'aria-label': title },
    make('h3', {}, title),
    rows.length > 0 &&
      make(
        'dl',
        {},
        ...rows.map(({ label, value }) => make('div', {}, make('dt', {}, label), make('dd', {}, value))),
      ),
    link && make('a', { class: 'talk-more', href: link.href }, link.label),
  );
}

function button(className: string, label: string, act: () => void, name?: string): HTMLButtonElement {
  const element = make('button', { type: 'button', class: className, 'aria-label': name }, label);
  element.addEventListener('click', act);
  return element;
}
