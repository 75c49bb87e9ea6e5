import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  arrayOf,
  boolean,
  bytes,
  date,
  decimal,
  float,
  integer,
  json,
  nullable,
  oneOf,
  text,
  timestamp,
} from '#src/database/column-kinds.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('rowsOf', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await sql`insert into variant_cost (sku, cost_minor, currency) values ('A', 250, 'EUR')`.execute(at.db);
  });
  afterAll(() => at.close());

  it('answers rows of the type that the shape says', async () => {
    const { rows } = await rowsOf({
      ...columns('variant_cost', 'sku', 'cost_minor'),
      until: nullable(timestamp),
      codes: arrayOf(text),
      words: json<{ a: 1 }>(),
    })`select sku, cost_minor, null as until, array['x'] as codes, '{"a": 1}'::jsonb as words from variant_cost
      where sku = ${'A'}`.execute(at.db);
    expectTypeOf(rows).toEqualTypeOf<
      { sku: string; cost_minor: number; until: Date | null; codes: string[]; words: { a: 1 } }[]
    >();
    expect(rows).toEqual([{ sku: 'A', cost_minor: 250, until: null, codes: ['x'], words: { a: 1 } }]);
  });

  it('has a kind for each type the engines read', async () => {
    const { rows } = await rowsOf({
      n: integer,
      real: float,
      sum: decimal,
      day: date,
      at: timestamp,
      raw: bytes,
      yes: boolean,
      size: oneOf('s', 'm'),
    })`select 1::int8 as n, 0.5::float8 as real, 1.50 as sum, '2026-03-01'::date as day, now() as at, ''::bytea as raw,
      true as yes, 's' as size`.execute(at.db);
    expect(rows).toHaveLength(1);
  });

  describe('throws, with the statement and the column,', () => {
    it('where a column is of another type', async () => {
      const cost = rowsOf({ cost_minor: text })`select cost_minor from variant_cost`.execute(at.db);
      await expect(cost).rejects.toThrow(
        'A row has cost_minor number 250 where its shape says text, in: select cost_minor from variant_cost',
      );
    });

    it('where a value is null that may not be', async () => {
      const sum = rowsOf({
        total: integer,
      })`select sum(cost_minor) as total from variant_cost where sku = ${'B'}`;
      await expect(sum.execute(at.db)).rejects.toThrow(
        /has total object null where its shape says integer.*sku = \$$/,
      );
    });

    it('where a word is none of the column’s', async () => {
      const size = rowsOf({ size: oneOf('s', 'm') })`select 'l' as size`.execute(at.db);
      await expect(size).rejects.toThrow(`has size string "l" where its shape says oneOf('s', 'm')`);
    });

    it('where a column is missing', async () => {
      const costs = rowsOf(columns('variant_cost', 'sku', 'currency'))`select sku from variant_cost`;
      await expect(costs.execute(at.db)).rejects.toThrow('has no column currency');
    });

    it('where a column comes that the shape does not name', async () => {
      const costs = rowsOf(columns('variant_cost', 'sku'))`select sku, currency from variant_cost`;
      await expect(costs.execute(at.db)).rejects.toThrow(
        'has a column currency that its shape does not name',
      );
    });

    it('in a transaction too', async () => {
      const run = at.db.transaction().execute((trx) => rowsOf({ n: text })`select 1 as n`.execute(trx));
      await expect(run).rejects.toThrow('has n number 1 where');
    });
  });

  it('is refused by the type check where a table or column does not exist', () => {
    // @ts-expect-error no such column
    expect(() => columns('variant_cost', 'price').price.name).toThrow();
    // @ts-expect-error no such table
    expect(() => columns('variant_price', 'sku')).toThrow();
    // @ts-expect-error no such column
    expect(tables.variant_cost.price).toBeUndefined();
  });
});
