import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { makeCodes } from '#src/loyalty/offer-codes.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';

const MOST = 100_000;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { days: { type: 'string' } },
});
const [offerId = '', text = '1'] = positionals;
const count = Number(text);
const days = values.days === undefined ? null : Number(values.days);
const { db, content, close } = await openShop(environment());
const offer = content.current().offers.find((one) => one.slug === offerId);
const problem = !offer?.words.when?.singleUseCodes
  ? `Give the name of an offer with singleUseCodes: ${content
      .current()
      .offers.filter((one) => one.words.when?.singleUseCodes)
      .map((one) => one.slug)
      .join(', ')}`
  : !Number.isInteger(count) || count < 1 || count > MOST
    ? `A count is a whole number from 1 to ${MOST}.`
    : days !== null && !(days > 0)
      ? '--days is a number above 0.'
      : null;
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const now = new Date();
  const expiresAt = days === null ? null : new Date(now.getTime() + days * 86_400_000);
  const codes = await makeCodes(db, { offerId, count, batch: now.toISOString(), expiresAt }, (below) =>
    randomInt(below),
  );
  console.log(codes.join('\n'));
}
await close();
