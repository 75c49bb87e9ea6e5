import { bundleOffers } from '#src/loyalty/bundle-offer.ts';
import type { Turn } from '../state.ts';
import { printMoney, type PrintedMoney } from '../tool-results/printed-money.ts';

interface ToldBundle {
  readonly label: string;
  readonly together: PrintedMoney;
  readonly apart: PrintedMoney;
}

const MOST = 3;

/** The merchant's bundles that can be had now, at the prices their pages say. */
export async function bundlesTold({ db, content, now, locale }: Turn): Promise<readonly ToldBundle[]> {
  const found = (await bundleOffers(db, content, now)).filter(({ isWhole }) => isWhole);
  return found.slice(0, MOST).map(({ words, together, apart }) => ({
    label: words.title,
    together: printMoney(together, locale),
    apart: printMoney(apart, locale),
  }));
}
