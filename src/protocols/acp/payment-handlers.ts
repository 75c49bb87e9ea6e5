import type { Door, Json } from '../ucp/door.ts';
import { handlersOf } from '../ucp/payment-handlers.ts';

/** What the shop calls itself where somebody is let charge for it: its host. */
export const merchantId = (site: string): string => new URL(site).host;

/** The ways in which an agent can pay without a page, each by a token that was delegated for one checkout. */
export const acpHandlers = ({ payment, site }: Pick<Door, 'payment' | 'site'>): readonly Json[] =>
  handlersOf(payment, site).map(({ name, id, file, config }) => ({
    id,
    name,
    version: '2026-01-30',
    spec: `${file}.md`,
    requires_delegate_payment: true,
    requires_pci_compliance: false,
    psp: payment?.name ?? '',
    config_schema: `${file}.json`,
    instrument_schemas: [`${file}.json`],
    config: { merchant_id: merchantId(site), ...config },
  }));
