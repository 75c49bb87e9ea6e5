import type { Content } from '#src/editorial/content.ts';
import { formatMoney } from '#src/money/money.ts';
import { countryIn, withArticle } from './country-in.ts';
import { statedAmount } from './delivery-promise.ts';
import { returnsPolicy, shippingPolicy, type ReturnsPolicy, type ShippingPolicy } from './policies.ts';

type Shop = Pick<Content, 'policies' | 'store'> & Partial<Pick<Content, 'faqs'>>;

/** A rule of buying in a sentence or two, told from the numbers and lists that the shop states, with where it stands. */
export interface StatedRule {
  readonly title: string;
  readonly href: string;
  readonly text: string;
}

/** What the shop states about a subject of its rules (`return-window`, `ship-cost`, …); null where it states nothing. */
export function statedRule(shop: Shop, subject: string, question: string): StatedRule | null {
  const returns = returnsPolicy(shop);
  const shipping = shippingPolicy(shop);
  const { contact, name } = shop.store;
  const at = (kind: 'returns' | 'shipping', text: string): StatedRule | null => {
    const entry = shop.policies.find(({ words }) => words.kind === kind);
    return entry ? { title: entry.words.title, href: `/policies/${entry.slug}`, text } : null;
  };
  const us = (text: string): StatedRule => ({
    title: name,
    href: shop.faqs?.length === 0 ? '/ask' : '/faq',
    text,
  });
  switch (subject) {
    case 'return-window':
      return returns && at('returns', `${windowText(returns)} ${feeText(returns, shop)}`);
    case 'return-cost':
      return returns && at('returns', `${feeText(returns, shop)} ${windowText(returns)}`);
    case 'return-where':
      return (
        returns &&
        at(
          'returns',
          `Returns come from ${countries(returns.countries, shop)}${returns.method === 'mail' ? ', by mail only' : returns.method === 'store' ? ', in a store' : ', by mail or in a store'}.`,
        )
      );
    case 'return-what':
      return returns?.exceptions.length
        ? at('returns', `These cannot come back: ${listed(returns.exceptions)}`)
        : null;
    case 'ship-cost':
      return (
        shipping &&
        at(
          'shipping',
          countryIn(question, shop.store.locale)
            ? whereText(shipping, question, shop)
            : costText(shipping, shop),
        )
      );
    case 'ship-time':
      return (
        shipping &&
        at('shipping', `${asksCost(question) ? `${costText(shipping, shop)} ` : ''}${timeText(shipping)}`)
      );
    case 'ship-where':
      return shipping && at('shipping', whereText(shipping, question, shop));
    case 'warranty-covered': {
      const warranty = shop.policies.find(({ words }) => words.kind === 'warranty');
      return warranty
        ? { title: warranty.words.title, href: `/policies/${warranty.slug}`, text: warranty.words.summary }
        : null;
    }
    case 'contact':
      return us(
        `Write to ${contact.email}${contact.phone ? ` or call ${contact.phone}` : ''}, ${hours(shop)}.`,
      );
    case 'hours':
      return us(
        `Somebody answers ${hours(shop)}, at ${contact.email}${contact.phone ? ` or ${contact.phone}` : ''}.`,
      );
    case 'where':
      return contact.address ? us(`Our address is ${contact.address}.`) : null;
    default:
      return null;
  }
}

const hours = ({ store }: Shop): string => store.contact.hours.replace(/\.$/, '');

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

const windowText = ({ windowDays }: ReturnsPolicy): string =>
  windowDays > 0
    ? `You have ${days(windowDays)} from delivery to start a return.`
    : 'We take nothing back that is not faulty.';

const feeText = ({ fee, method }: ReturnsPolicy, { store }: Shop): string => {
  const how = method === 'store' ? ' in a store' : method === 'mail' ? ' by mail' : ' by mail or in a store';
  if (fee === 'free') return `Sending it back${how} is free.`;
  const amount = statedAmount(fee);
  return `Sending it back${how} costs ${amount ? formatMoney(amount, store.locale) : fee}.`;
};

const asksCost = (question: string): boolean =>
  /\b(?:costs?|how much|prices?|pay|charges?|fees?|rates?|free|postage)\b/i.test(question);

function costText({ services }: Pick<ShippingPolicy, 'services'>, { store }: Shop): string {
  const price = (text: string) => {
    const amount = statedAmount(text);
    return amount ? formatMoney(amount, store.locale) : text;
  };
  const each = services.map(({ name, rate, freeFrom }) =>
    statedAmount(rate)?.minor === 0
      ? `${name} is free`
      : `${name} costs ${price(rate)}${freeFrom ? ` and is free from ${price(freeFrom)}` : ''}`,
  );
  return `${each.join('; ')}.`;
}

function timeText({ services }: ShippingPolicy): string {
  const span = ([least, most]: readonly [number, number]) =>
    least === most ? days(most) : `${least} to ${days(most)}`;
  const each = services.map(({ name, transitDays }) => `${name} ${span(transitDays)}`);
  const packing = Math.max(...services.map(({ handlingDays }) => handlingDays[1]));
  return `On the road, in working days: ${each.join('; ')}. ${packing > 0 ? `Packing takes up to ${days(packing)} before that.` : 'It leaves the same day.'}`;
}

/** Where the shop sends, and no where the question names another country. */
function whereText({ services }: ShippingPolicy, question: string, shop: Shop): string {
  const all = [...new Set(services.flatMap((one) => one.countries))];
  const named = countryIn(question, shop.store.locale);
  const where = countries(all, shop);
  if (!named) return `We ship to ${where}.`;
  if (!all.includes(named.code)) return `No, we do not ship to ${named.name}; we ship to ${where} only.`;
  const there = services.filter((one) => one.countries.includes(named.code));
  const by = there.map(({ name }) => name);
  return `Yes, we ship to ${named.name}: ${asksCost(question) ? costText({ services: there }, shop) : `${listed(by, ' or ')}.`}`;
}

function countries(codes: readonly string[], { store }: Shop): string {
  const names = new Intl.DisplayNames(store.locale, { type: 'region' });
  return listed(codes.map((code) => withArticle(names.of(code) ?? code)));
}

function listed(all: readonly string[], and = ' and '): string {
  if (all.some((one) => one.endsWith('.'))) return all.map((one) => one.replace(/\.$/, '')).join('; ') + '.';
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')}${and}${all.at(-1)}`;
}
