import type { APIRoute } from 'astro';
import { dismissSuggestion } from '#src/affinity/dismissed.ts';
import { readForm } from '#src/http/read-form.ts';
import { shop } from '#src/shop.ts';

/** Takes a product out of what is suggested at this browser for good, and goes back to where that was pressed. */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const { db } = await shop();
  const form = await readForm(request);
  const id = /^[1-9]\d{0,14}$/.exec(String(form.get('dismiss') ?? ''))?.[0];
  const back = /^\/(?!\/)[\w/-]{0,200}$/.exec(String(form.get('back') ?? ''))?.[0] ?? '/';
  if (id) await dismissSuggestion(db, await locals.visitor.id(), Number(id), new Date());
  return redirect(`${back}#together`, 303);
};
