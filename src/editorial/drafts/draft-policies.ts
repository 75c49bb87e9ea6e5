import { neutralPolicy } from '../resting/neutral-shop.ts';
import type { PolicyWords } from '../schemas.ts';
import type { Answers, DraftFile } from './answers.ts';
import { markdownFile, type Marks } from './draft-text.ts';
import { messagesOf } from '#src/messages/messages.ts';

const PROPOSED = { transitDays: [2, 5], returnDays: 30 } as const;

/**
 * Policies as drafts: what the merchant answered is in force, everything else waits behind `draft: true` with the
 * decisions marked, and shows nowhere.
 */
export function draftPolicies(answers: Answers, today: string): readonly DraftFile[] {
  const { name, country, currency, locale, address, company, taxIncluded } = answers;
  const words = messagesOf(locale).drafts;
  const { privacy, terms } = words;
  const draft = { draft: true };
  return [
    shipping(answers, today),
    returns(answers, today),
    {
      file: 'policies/privacy.md',
      text: markdownFile(
        { kind: 'privacy', title: privacy.title, summary: privacy.summary, updated: today, ...draft },
        privacy.body,
        {
          kind: 'add who is responsible, who else sees data (carrier, payment, hosted models), how long you keep it, and the rights that your law gives.',
          draft: 'take this line out once somebody who knows your law has read it.',
        },
      ),
    },
    {
      file: 'policies/terms.md',
      text: markdownFile(
        { kind: 'terms', title: terms.title, summary: terms.summary(name), updated: today, ...draft },
        terms.body({
          company: company ?? name,
          address: address ?? country,
          currency,
          included: taxIncluded,
        }),
        {
          kind: 'add when a contract is made, how to withdraw, and what your law asks for.',
          draft: 'take this line out once somebody who knows your law has read it.',
        },
      ),
    },
  ];
}

function shipping(answers: Answers, today: string): DraftFile {
  const { country, currency, locale, shipping: rate, shippingFreeFrom, transitDays } = answers;
  const amount = (text: string) => `${text} ${currency}`;
  const policy: PolicyWords = {
    kind: 'shipping',
    title: '-',
    summary: '-',
    updated: today,
    services: [
      {
        name: 'Standard',
        countries: [country],
        rate: amount(rate ?? '5'),
        ...(shippingFreeFrom ? { freeFrom: amount(shippingFreeFrom) } : {}),
        handlingDays: [0, 0],
        transitDays: [...(transitDays ?? PROPOSED.transitDays)],
      },
    ],
  };
  const isOpen = rate === undefined || transitDays === undefined;
  return file('policies/shipping.md', policy, locale, isOpen, {
    services: isOpen
      ? 'what it costs, to which countries, and how many working days it takes; these figures are a proposal.'
      : 'other services and countries, and working days to pack (handlingDays) where they are not in the others.',
  });
}

function returns({ country, locale, returnDays }: Answers, today: string): DraftFile {
  const policy: PolicyWords = {
    kind: 'returns',
    title: '-',
    summary: '-',
    updated: today,
    windowDays: returnDays ?? PROPOSED.returnDays,
    countries: [country],
    fee: 'free',
    method: 'mail',
    exceptions: [],
  };
  const isOpen = returnDays === undefined;
  return file('policies/returns.md', policy, locale, isOpen, {
    windowDays: isOpen
      ? 'days from delivery, who pays for sending back, and what cannot come back; a proposal.'
      : '',
    fee: isOpen ? '' : 'free, or what a return costs; and what cannot come back (exceptions).',
  });
}

function file(path: string, policy: PolicyWords, locale: string, isOpen: boolean, marks: Marks): DraftFile {
  const told = neutralPolicy(policy, locale) ?? { words: policy, body: '' };
  const open = isOpen ? { draft: true } : {};
  const body = [
    told.words.summary,
    told.body,
    policy.kind === 'returns' ? messagesOf(locale).drafts.returnsStart : '',
  ]
    .filter(Boolean)
    .join('\n\n');
  return {
    file: path,
    text: markdownFile(
      { ...told.words, ...open },
      body,
      Object.fromEntries([
        ...Object.entries(marks).filter(([, what]) => what),
        ...(isOpen ? [['draft', 'take this line out once the figures are yours.']] : []),
      ]) as Marks,
    ),
  };
}
