import { productsBySlug } from '#src/catalog/product-store.ts';
import { soldTitles } from '#src/catalog/sold-names.ts';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { fileRole } from '#src/editorial/files.ts';
import { returnsPolicy } from '#src/fulfilment/policies.ts';
import type { Facts } from './facts.ts';

const AMOUNT = /^\d+(?:\.\d+)? [A-Z]{3}$/;
const MOST_REVIEWS = 500;

/** The rows that a wording of that file is held against. */
export async function factsFor(db: Database, content: Content, path: string, file: string): Promise<Facts> {
  const role = fileRole(path);
  const slug = role?.kind === 'products' ? role.slug : null;
  const linked = [...file.matchAll(/\]\(\/p\/([a-z0-9-]+)/g)].map(([, one = '']) => one);
  const titled = await soldTitles(db, file);
  const products = await productsBySlug(db, [...new Set([...(slug ? [slug] : []), ...linked, ...titled])]);
  const policy = returnsPolicy(content);
  const { rows } = await rowsOf({ body: text })`
    select concat_ws(' ', r.title, r.body) as body from review r
    where r.state = 'published' and r.product_id = any(${products.map(({ id }) => id)}::bigint[])
    order by r.id desc limit ${MOST_REVIEWS}`.execute(db);
  return {
    own: products.find((one) => one.slug === slug) ?? null,
    named: products.filter((one) => one.slug !== slug),
    currency: content.store.currency,
    returnDays: policy?.windowDays ?? null,
    returnsAreFree: policy ? policy.fee === 'free' : null,
    amounts: new Set(amountsOf(content).map((amount) => amount.replace(/^(\d+) /, '$1.00 '))),
    reviews: rows.map(({ body }) => body),
  };
}

function amountsOf(content: Content): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && AMOUNT.test(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const entry of [content.policies, content.offers, content.bundles, content.program ?? []].flat())
    walk(entry.words);
  return found;
}
