import { COURSE } from '#src/look/themes.ts';
import { messagesOf, type Messages } from '#src/messages/messages.ts';
import type { PolicyWords, StoreWords } from '../schemas.ts';

type Shipping = Extract<PolicyWords, { kind: 'shipping' }>;
type Returns = Extract<PolicyWords, { kind: 'returns' }>;

/** The same shop in words that fit any goods: its currency, clock and hours stay, its name and what it says of itself go. */
export function neutralStore(store: StoreWords): StoreWords {
  const { name, tagline, description, email, company, greeting, guidance, home } = messagesOf(
    store.locale,
  ).neutral;
  const { contact, reminders: _about, look, ...rest } = store;
  return {
    ...rest,
    ...(look && look.theme !== COURSE ? { look } : {}),
    name,
    tagline,
    description,
    contact: { email, hours: contact.hours, address: contact.address },
    legal: { ...store.legal, company },
    tone: { greeting, guidance: [...guidance] },
    home: { ...home, questions: [...home.questions], featured: [] },
  };
}

interface NeutralPolicy {
  readonly words: PolicyWords;
  readonly body: string;
}

/**
 * What is a rule of a policy (services, rates, days), told from its fields alone: carts, feeds and structured data go by
 * it. Null for a policy that is prose throughout.
 */
export function neutralPolicy(policy: PolicyWords, locale: string): NeutralPolicy | null {
  const words = messagesOf(locale).neutral;
  if (policy.kind === 'shipping') return shippingPolicy(policy, words);
  return policy.kind === 'returns' ? returnsPolicy(policy, words) : null;
}

function shippingPolicy(policy: Shipping, { shipping }: Messages['neutral']): NeutralPolicy {
  const ways = policy.services.map(({ name, rate, freeFrom, transitDays: [least, most] }) =>
    shipping.way({ name, rate, freeFrom, least, most }),
  );
  const [first = '', ...others] = ways;
  return {
    words: { ...policy, title: shipping.title, summary: first },
    body: others.map((way) => `- ${way}`).join('\n'),
  };
}

function returnsPolicy(policy: Returns, { returns }: Messages['neutral']): NeutralPolicy {
  const { windowDays, fee } = policy;
  const window = windowDays > 0 ? returns.window(windowDays) : returns.none;
  const cost = windowDays > 0 ? (fee === 'free' ? returns.free : returns.costs(fee)) : '';
  const summary = [window, cost].filter(Boolean).join(' ');
  return { words: { ...policy, title: returns.title, summary, exceptions: [] }, body: '' };
}
