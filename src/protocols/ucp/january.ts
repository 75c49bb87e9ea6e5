import type { Json } from './door.ts';
import { listHandlers, type Handler } from './payment-handlers.ts';

type Total = { readonly type: string; readonly amount: number };

/**
 * An answer of later releases as the release of 2026-01-11 has it: what is taken off is told without a sign, ways to pay
 * stand beside what is paid for, and a change to an order names one amount.
 */
export function asOfJanuary(body: Json, kind: string, handlers: readonly Handler[]): Json {
  const unsigned = withoutSigns(body) as Json;
  if (kind === 'checkout') {
    const payment = (body['payment'] ?? {}) as { readonly instruments?: readonly Json[] };
    const instruments = payment.instruments ?? [];
    return {
      ...unsigned,
      payment: {
        handlers: listHandlers(handlers),
        instruments,
        ...(instruments[0] ? { selected_instrument_id: instruments[0]['id'] } : {}),
      },
    };
  }
  if (kind !== 'order') return unsigned;
  const adjustments = (body['adjustments'] ?? []) as readonly (Json & {
    readonly totals?: readonly Total[];
  })[];
  return {
    ...unsigned,
    adjustments: adjustments.map(({ totals, line_items: lines, ...rest }) => ({
      ...rest,
      amount: Math.abs(totals?.find(({ type }) => type === 'total')?.amount ?? 0),
      ...(lines ? { line_items: withoutSigns(lines) } : {}),
    })),
  };
}

/** Amounts and quantities as so many, taken off or not. */
function withoutSigns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSigns);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      (key === 'amount' || key === 'quantity') && typeof one === 'number' ? Math.abs(one) : withoutSigns(one),
    ]),
  );
}
