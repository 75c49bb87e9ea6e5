import type { APIRoute } from 'astro';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { dataFile, dataFormat } from '#src/page-data/data-file.ts';
import { exportOf } from '#src/personal-data/export.ts';
import { shop } from '#src/shop.ts';

/** Everything the shop holds of who is signed in, as a file. */
export const GET: APIRoute = async ({ params, locals, redirect, rewrite }) => {
  const format = dataFormat(params['format']);
  if (!format) return rewrite('/404');
  const { db, content, environment } = await shop();
  const visitor = await locals.visitor.known();
  const customer = visitor ? await customerOfVisitor(db, visitor) : null;
  if (!customer) return redirect('/sign-in', 303);
  const exported = await exportOf(db, environment, { customerId: customer.id }, new Date());
  return dataFile(content.current().store.name, exported, format);
};
