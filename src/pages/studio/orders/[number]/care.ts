import type { APIRoute } from 'astro';
import { readForm } from '#src/http/read-form.ts';
import { changeAddress } from '#src/orders/change-address.ts';
import { addNote } from '#src/orders/order-notes.ts';
import { mailAgain } from '#src/orders/order-notice.ts';
import { orderByNumber } from '#src/orders/order-store.ts';
import { textFields, verbOf } from '#src/page-data/form-reply.ts';
import { shop } from '#src/shop.ts';

const ADDRESS = ['name', 'line1', 'line2', 'city', 'region', 'postcode'] as const;

/** What the team does for an order beside moving it on; answers with the order's page, which says what was refused. */
export const POST: APIRoute = async ({ params, locals, request, redirect }) => {
  const { db } = await shop();
  const order = await orderByNumber(db, (params['number'] ?? '').slice(0, 20));
  const person = locals.person?.name;
  if (!order || !person) return redirect('/studio/orders', 303);
  const form = await readForm(request);
  const { do: act, kind, about } = textFields(form, ['do', 'kind', 'about']);
  const { text } = textFields(form, ['text'], 2_000);
  const now = new Date();
  const verbs = {
    note: async () => ((await addNote(db, order.id, { person, text }, now)) ? null : 'empty'),
    mail: async () => ((await mailAgain(db, order.id, { kind, about }, now)) ? null : 'gone'),
    address: async () => {
      const address = { ...textFields(form, ADDRESS), country: order.address?.country ?? '' };
      const changed = await changeAddress(db, order.id, address, person, now);
      return changed.ok ? null : changed.refusal;
    },
  };
  const refused = (await verbOf(verbs, act)?.()) ?? null;
  return redirect(`/studio/orders/${order.number}${refused ? `?refused=${refused}` : ''}`, 303);
};
