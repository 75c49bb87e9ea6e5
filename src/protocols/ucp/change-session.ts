import { addCode, removeCode } from '#src/carts/cart-choices.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { refusalText } from '#src/carts/cart.ts';
import { replaceLines, type LineReplaced } from '#src/carts/replace-lines.ts';
import { normalisedCode } from '#src/loyalty/offer-codes.ts';
import { emailOf, knownDestinations, withIds } from './destinations.ts';
import { errorMessage, outcome, warning, type Door, type Json, type Message, type Refused } from './door.ts';
import type { Instrument, SessionBody } from './session-schema.ts';
import { lineId, type Asked, type Session } from './session.ts';

export type Changed =
  { readonly ok: true; readonly asked: Asked; readonly notes: readonly Message[] } | Refused;

/** Takes what an agent sent into a session: lines and codes into its cart, the rest beside. What is not said stays. */
export async function changeSession(door: Door, session: Session, body: SessionBody): Promise<Changed> {
  const notes: Message[] = [];
  if (body.line_items) {
    const put = await putLines(door, session, body.line_items);
    if (!put.ok) return put;
    notes.push(...put.notes);
  }
  const codes = body.discounts?.codes;
  if (codes) notes.push(...(await putCodes(door, session, codes)));
  const buyer = body.buyer === undefined ? session.asked.buyer : merged(session.asked.buyer, body.buyer);
  const asked: Asked = {
    ...session.asked,
    buyer,
    context: body.context === undefined ? session.asked.context : body.context,
    attribution: body.attribution === undefined ? session.asked.attribution : body.attribution,
    instruments: body.payment?.instruments?.map(shownInstrument) ?? session.asked.instruments,
  };
  return { ok: true, asked: await putFulfillment(door, asked, body.fulfillment), notes };
}

const merged = (before: Json | null, now: Json | null): Json | null => now && { ...before, ...now };

/** An instrument as it may be shown again: never with what pays. */
export const shownInstrument = ({ credential, ...rest }: Instrument): Json => ({
  ...rest,
  ...(credential?.type ? { credential: { type: credential.type } } : {}),
});

async function putLines(
  door: Door,
  session: Session,
  items: NonNullable<SessionBody['line_items']>,
): Promise<{ readonly ok: true; readonly notes: readonly Message[] } | Refused> {
  const { db, content, release } = door;
  const { lines: before } = await cartOf(db, session.visitorId);
  const wanted = new Map<string, number>();
  for (const { id, item, quantity } of items) {
    const sku = item?.id ?? before.find(({ variant }) => lineId(variant.sku) === id)?.variant.sku;
    if (sku === undefined)
      return outcome(400, errorMessage('not_found', `No line is called ${id ?? 'nothing'}: item not found.`));
    wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  }
  const lines = [...wanted].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []));
  // Later releases take what there is and say so; the first takes all or nothing.
  const isAllOrNothing = release === '2026-01-11';
  const put = await replaceLines(db, session.visitorId, lines, !isAllOrNothing);
  const refused = put.lines.flatMap((line, at) =>
    line.refusal ? [lineMessage(line, at, isAllOrNothing, content.store.locale)] : [],
  );
  const [first, ...rest] = refused;
  if (put.ok || !first) return { ok: true, notes: refused };
  return outcome(400, first, ...rest);
}

/** What of a line could not be as it was wanted. */
function lineMessage(
  { sku, quantity, wanted, refusal }: LineReplaced,
  at: number,
  isAllOrNothing: boolean,
  locale: string,
): Message {
  const path = `$.line_items[${at}]`;
  const said = refusal ? refusalText(refusal, locale) : '';
  if (quantity > 0 && !isAllOrNothing)
    return warning(
      'quantity_adjusted',
      `${said} ${wanted} were asked for, ${quantity} are in the cart.`,
      path,
    );
  if (refusal?.refusal === 'unknown-product')
    return errorMessage('not_found', `${sku} was not found. ${said}`, 'recoverable', path);
  const code = refusal?.refusal === 'bad-quantity' ? 'invalid_quantity' : 'out_of_stock';
  return errorMessage(code, `Insufficient stock: ${said}`, 'recoverable', path);
}

const WHY = { 'no-code': 'That is no code.', 'too-many': 'No more codes fit in one cart.' } as const;

async function putCodes(
  { db, content, address, now }: Door,
  { visitorId }: Session,
  codes: readonly string[],
) {
  const wanted = [...new Set(codes.map(normalisedCode))];
  const { codes: before } = await cartOf(db, visitorId);
  for (const code of before) if (!wanted.includes(code)) await removeCode(db, visitorId, code);
  const notes: Message[] = [];
  for (const [at, code] of wanted.entries()) {
    if (before.includes(code)) continue;
    const kept = await addCode(db, content, { visitorId, asker: { address, visitor: null } }, code, now);
    if (kept.ok) continue;
    const why =
      kept.refusal === 'dead'
        ? kept.reason
        : kept.refusal === 'too-often'
          ? `Too many codes were tried. Try again in ${kept.retryAfterSeconds} s.`
          : WHY[kept.refusal];
    notes.push(warning('discount_code_invalid', why, `$.discounts.codes[${at}]`));
  }
  return notes;
}

async function putFulfillment(door: Door, asked: Asked, given: SessionBody['fulfillment']): Promise<Asked> {
  if (given === undefined) return asked;
  const method = given?.methods?.[0];
  if (!method) return { ...asked, destinations: [], selectedDestination: null, selectedOption: null };
  const email = emailOf(asked.buyer);
  const destinations = method.destinations?.length
    ? await withIds(door, email, method.destinations)
    : asked.destinations.length
      ? asked.destinations
      : await knownDestinations(door, email);
  const wanted =
    method.selected_destination_id === undefined ? asked.selectedDestination : method.selected_destination_id;
  const known = await knownDestination(door, email, destinations, wanted);
  const option = method.groups?.[0]?.selected_option_id;
  return {
    ...asked,
    destinations: known,
    selectedDestination: known.some(({ id }) => id === wanted) ? wanted : null,
    selectedOption: option === undefined ? asked.selectedOption : option,
  };
}

/** The destinations with the one that is wanted, where it is one that this agent used before. */
async function knownDestination(
  door: Door,
  email: string,
  destinations: Asked['destinations'],
  wanted: string | null,
): Promise<Asked['destinations']> {
  if (wanted === null || destinations.some(({ id }) => id === wanted)) return destinations;
  const found = (await knownDestinations(door, email)).find(({ id }) => id === wanted);
  return found ? [...destinations, found] : destinations;
}
