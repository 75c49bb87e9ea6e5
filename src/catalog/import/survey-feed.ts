import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { isCurrency } from '#src/money/money.ts';
import { unreadable, UnreadableFile } from './files/inspect-file.ts';
import { survey, type Survey } from './formats/group-rows.ts';
import type { FeedRow, ShelfFacts } from './formats/raw-product.ts';
import { readRows, type FeedFile } from './formats/read-rows.ts';
import { columnsSaid, type ImportOptions } from './import-options.ts';
import type { Tell } from './report.ts';
import { numberEvidence, type NumberEvidence, type NumberStyle } from './values/number-text.ts';
import { lineOf } from './values/plain-text.ts';
import { priceIn } from './values/price-text.ts';

const PROGRESS_EVERY = 500;
const MOST_SHELVED = 50_000; // products by which shelves are decided

export interface SurveyedFile {
  readonly file: FeedFile;
  readonly rows: number;
  readonly numbers: NumberStyle;
  readonly leftOut: readonly string[];
  readonly facts: readonly string[];
}

/** A feed read once to its end: what it holds, before anything is written. */
export interface SurveyedFeed {
  readonly plan: Survey;
  readonly files: readonly SurveyedFile[];
  /** Files that turned out damaged; they are told and left out. */
  readonly damaged: readonly FeedFile[];
  /** Rows that cannot be read: they may be of any product. */
  readonly unread: number;
  /** Currencies that are not the shop's, told with the number of their prices. */
  readonly foreign: ReadonlySet<string>;
  readonly skus: Claims;
  readonly gtins: Claims;
  /** What the products on sale say of their shelves. */
  readonly shelved: readonly ShelfFacts[];
}

/** Which product of a feed names a SKU or a GTIN. */
export interface Claims {
  /** The one product that has it; undefined for none and for several. */
  keyOf(id: string): string | undefined;
  readonly shared: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function surveyFeed(
  given: readonly FeedFile[],
  options: ImportOptions,
  tell: Tell,
): Promise<SurveyedFeed> {
  const damaged: FeedFile[] = [];
  let good = [...given];
  for (;;) {
    const found = new Map<FeedFile, Omit<SurveyedFile, 'file'>>();
    let reading: FeedFile | undefined;
    let unread = 0;
    const skus = claims();
    const gtins = claims();
    const unsold = new Set<string>();
    const shelved = new Map<string, ShelfFacts>();
    const evidence = new Map<string, NumberEvidence>();
    const caseless = good.some(({ inspection }) => inspection.shape.table?.caseless);
    let respelt = false;
    const foreign = new Map<string, Map<string, number>>();
    async function* all(): AsyncGenerator<FeedRow> {
      for (const file of good) {
        reading = file;
        const numbers = numberEvidence();
        evidence.set(file.input.name, numbers);
        const currencies = new Map<string, number>();
        let [rows, leftOut, facts]: [number, readonly string[], readonly string[]] = [0, [], []];
        const rules = {
          columns: columnsSaid(options),
          onColumns: (columns: { leftOut: readonly string[]; facts: readonly { label: string }[] }) => {
            leftOut = columns.leftOut;
            facts = columns.facts.map(({ label }) => label);
          },
        };
        for await (const row of readRows(file, rules, ({ level }) => {
          if (level === 'rejected') unread += 1;
        })) {
          rows += 1;
          if (row.price) {
            const { amount, currency } = priceIn(row.price, shopOf(options));
            numbers.see(amount);
            if (currency) currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
          }
          yield row;
        }
        if (rows === 0 && unread === 0) {
          throw new UnreadableFile('The file holds no product.', { fix: 'Export the catalogue again.' });
        }
        refuseForeign(currencies, options.currency);
        foreign.set(file.input.name, currencies);
        const style = numbers.styleOf(options.decimal ?? null, options.locale ?? null);
        found.set(file, { rows, leftOut, facts, numbers: style });
      }
    }
    try {
      const plan = await survey(all(), {
        caseless,
        onRow(rows, row) {
          if (row.sku) skus.claim(row.sku, row.key);
          if (row.gtin) gtins.claim(row.gtin, row.key);
          if (row.sold === false) unsold.add(row.key);
          else if (row.shelf && shelved.size < MOST_SHELVED && !shelved.has(row.key))
            shelved.set(row.key, { ...row.shelf, title: lineOf(row.shelf.title) });
          if (rows % PROGRESS_EVERY === 0) options.progress?.(rows, null, 'rows checked');
        },
        onOtherCase(row, key) {
          if (respelt) return;
          respelt = true;
          tell({
            level: 'warning',
            scope: 'product',
            file: row.file,
            line: row.line,
            product: row.key,
            field: 'Handle',
            found: row.key,
            reason: `The handle differs from ${key} in case only; rows of both are one product.`,
            fix: 'Write handles in lower case, and give each product one of its own.',
          });
        },
      });
      const rooted = (key: string) => plan.keyOf({ file: '', line: 0, key, data: null });
      return {
        plan,
        files: good.flatMap((file) => {
          const one = found.get(file);
          return one ? [{ file, ...one }] : [];
        }),
        damaged,
        unread,
        foreign: tellForeign(foreign, options.currency, tell),
        skus: skus.settled(rooted, unsold),
        gtins: gtins.settled(rooted, unsold),
        shelved: [...shelved.values()],
      };
    } catch (error) {
      if (!(error instanceof UnreadableFile) || !reading) throw error;
      const bad = reading;
      tell({ file: bad.input.name, ...unreadable(error) });
      damaged.push(bad);
      good = good.filter((file) => file !== bad);
    }
  }
}

export const shopOf = ({ currency, locale }: ImportOptions) => ({ currency, locale: locale ?? 'en' });

/** A file most of whose prices are in another currency than the shop's is another shop's file. */
function refuseForeign(currencies: ReadonlyMap<string, number>, own: string): void {
  const total = [...currencies.values()].reduce((sum, count) => sum + count, 0);
  const [foreign] = [...currencies]
    .filter(([code]) => code !== own && code !== '?')
    .toSorted(([, a], [, b]) => b - a);
  if (!foreign || foreign[1] * 2 <= total) return;
  const [code, count] = foreign;
  throw new UnreadableFile(`${count} of its prices are in ${code}; the shop sells in ${own}.`, {
    field: 'price',
    fix: `Export the prices in ${own}, or set currency: ${code} in store.yaml before the first import.`,
    damaged: false,
  });
}

/** Tells what will be left out for its currency, before anything is written. */
function tellForeign(
  files: ReadonlyMap<string, ReadonlyMap<string, number>>,
  own: string,
  tell: Tell,
): ReadonlySet<string> {
  const told = new Set<string>();
  for (const [file, currencies] of files) {
    for (const [code, count] of currencies) {
      if (code === own || !isCurrency(code)) continue;
      told.add(code);
      tell({
        level: 'rejected',
        scope: 'variant',
        file,
        field: 'price',
        found: code,
        count,
        reason: `${count} of its prices are in ${code}; the shop sells in ${own}, so they are left out.`,
        fix: `Export those prices in ${own}, or set currency: ${code} in store.yaml before the first import.`,
      });
    }
  }
  return told;
}

function claims() {
  const first = new Map<string, string>();
  const more = new Map<string, Set<string>>();
  return {
    claim(id: string, key: string) {
      const before = first.get(id);
      if (before === undefined) first.set(id, key);
      else if (before !== key) more.set(id, (more.get(id) ?? new Set([before])).add(key));
    },
    /** What several products claim is that one's which is on sale, where only one is. */
    settled(rooted: (key: string) => string, unsold: ReadonlySet<string>): Claims {
      const shared = new Map<string, ReadonlySet<string>>();
      for (const [id, keys] of more) {
        const all = new Set([...keys].map(rooted));
        const sold = new Set([...keys].filter((key) => !unsold.has(key)).map(rooted));
        const [one] = sold.size ? sold : all;
        if (sold.size === 1 && one !== undefined) first.set(id, one);
        if (all.size > 1) shared.set(id, sold.size === 1 ? sold : all);
      }
      return {
        shared,
        keyOf: (id) => ((shared.get(id)?.size ?? 1) > 1 ? undefined : mapped(first.get(id), rooted)),
      };
    },
  };
}

const mapped = (key: string | undefined, rooted: (key: string) => string) =>
  key === undefined ? undefined : rooted(key);

/** Of SKUs that several products of a feed have, which product sold it before: that one keeps it. */
export async function ownersOf(
  db: Database,
  source: string,
  shared: Claims['shared'],
): Promise<ReadonlyMap<string, string>> {
  const skus = [...shared].filter(([, keys]) => keys.size > 1).map(([sku]) => sku);
  if (!skus.length) return new Map();
  const { rows } = await rowsOf({ sku: tables.variant.sku, key: tables.product.source_key })`
    select v.sku, p.source_key as key from variant v join product p on p.id = v.product_id
    where p.source = ${source} and p.status = 'active' and v.sku = any(${skus}::text[])`.execute(db);
  return new Map(rows.flatMap(({ sku, key }) => (shared.get(sku)?.has(key) ? [[sku, key] as const] : [])));
}
