import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { namespaceOf } from './namespace.ts';
import type { Release } from './releases.ts';

/** A way in which an agent can pay without a page. */
export interface Handler {
  readonly name: string;
  readonly id: string;
  readonly file: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The ways that the shop's payment takes; none where only its own page can be paid on. */
export function handlersOf(payment: PaymentProvider | null, site: string): readonly Handler[] {
  if (payment?.name !== 'test') return [];
  return [
    {
      name: `${namespaceOf(site)}.test_bank`,
      id: 'mock_payment_handler',
      file: `${site}/ucp/handlers/test_bank`,
      config: { tokens: ['success_token', 'fail_token', 'escalate_token'] },
    },
  ];
}

/** Handlers as a release from 2026-04-08 on has them: by name. */
export const writeHandlers = (handlers: readonly Handler[], release: Release, told: 'whole' | 'names') =>
  Object.fromEntries(
    handlers.map(({ name, id, file, config }) => [
      name,
      [
        {
          id,
          version: release,
          ...(told === 'whole' ? { spec: `${file}.md`, schema: `${file}.json` } : {}),
          available_instruments: [{ type: 'card' }],
          config,
        },
      ],
    ]),
  );

/** The same as the first release lists them. */
export const listHandlers = (handlers: readonly Handler[]) =>
  handlers.map(({ name, id, file, config }) => ({
    id,
    name,
    version: '2026-01-11',
    spec: `${file}.md`,
    config_schema: `${file}.json`,
    instrument_schemas: [`${file}.json`],
    config,
  }));

const CARD_THAT_PAYS = '4242424242424242';

/** Whether the test bank pays by a card of that number. */
export const testCardPays = (number: string): boolean => number.replace(/\s/g, '') === CARD_THAT_PAYS;
