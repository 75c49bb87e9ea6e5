import { messagesOf } from '#src/messages/messages.ts';
import type { Turn } from '../state.ts';
import type { Found } from '../tool-results/tool-result.ts';
import { fillTemplate } from './template.ts';

/** What goes with a product, by how the shop knows it; or that it does not. */
export function phraseTogether(turn: Turn, { title, with: others }: Found<'goes_together'>): string {
  const [first] = others;
  const { the, and } = messagesOf(turn.locale).answers;
  if (!first) return fillTemplate(turn, 'together.none', { title });
  const told = others.filter(({ because }) => because === first.because);
  const names = listed(
    told.map((one) => `${the(one.title)} (${one.price.printed})`),
    and,
  );
  const rest = others.filter(({ because }) => because !== first.because);
  const said =
    first.because === 'orders'
      ? fillTemplate(turn, 'together.orders', {
          title,
          others: names,
          orders: first.together,
          first: first.title,
        })
      : fillTemplate(turn, first.because === 'editors' ? 'together.editors' : 'together.uses', {
          title,
          others: names,
        });
  return rest.length
    ? `${said} ${fillTemplate(turn, 'together.also', {
        others: listed(
          rest.map((one) => the(one.title)),
          and,
        ),
      })}`
    : said;
}

/** The bundles that run, each with its arithmetic; or that there is none. */
export function phraseBundles(turn: Turn, { bundles }: Found<'merchant_bundles'>): string {
  if (!bundles.length) return fillTemplate(turn, 'together.no-bundles');
  return bundles
    .map(({ title, items, apart, together }) =>
      fillTemplate(turn, 'together.bundle', {
        title,
        items: listed(items, messagesOf(turn.locale).answers.and),
        apart: apart.printed,
        together: together.printed,
      }),
    )
    .join(' ');
}

const listed = (parts: readonly string[], and: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1)}`;
