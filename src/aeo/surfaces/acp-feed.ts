import { decimalMoney, type Money } from '#src/money/money.ts';
import { eachVariant, type Surface } from '../surface.ts';
import { feedRows, jsonLines } from './feed-rows.ts';
import { stateOfCode } from './stock-words.ts';

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

interface Row {
  readonly variants: readonly {
    readonly id: string;
    readonly price: Amount;
    readonly list_price?: Amount;
    readonly availability: { readonly status: string };
    readonly barcodes?: readonly { readonly value: string }[];
  }[];
}

/** The product feed of the Agentic Commerce Protocol. */
export const acpFeed: Surface = {
  name: 'ACP feed',
  facts: () => ['price', 'price before', 'currency', 'availability', 'sku', 'gtin'],
  async read(shelves, product) {
    const rows = await feedRows(shelves, 'acp', async (file) =>
      jsonLines(new TextDecoder().decode(file)).map((row) => [String(row['id']), row] as const),
    );
    const row = rows.get(product.slug) as Row | undefined;
    return eachVariant(product, (variant) => {
      const told = row?.variants.find((one) => one.id === variant.sku);
      if (!told) return null;
      return {
        price: decimalMoney(moneyOf(told.price)),
        'price before': told.list_price ? decimalMoney(moneyOf(told.list_price)) : null,
        currency: told.price.currency,
        availability: stateOfCode(told.availability.status),
        sku: told.id,
        gtin: told.barcodes?.[0]?.value ?? null,
      };
    });
  },
};

const moneyOf = ({ amount, currency }: Amount): Money => ({ minor: amount, currency });
