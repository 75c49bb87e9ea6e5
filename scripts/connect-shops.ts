import { retireDemonstration } from '#src/catalog/import/content-feed.ts';
import { configuredConnectors } from '#src/connectors/configured.ts';
import { syncConnector } from '#src/connectors/sync.ts';
import { importSettings } from '#src/editorial/import-settings.ts';
import { keepShelf } from '#src/editorial/resting/kept-shelf.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { noteError } from '#src/error-centre/note-error.ts';
import { log } from '#src/log/log.ts';
import { eachInTurn } from '#src/orders/each-in-turn.ts';
import { indexShop } from '#src/search/index-shop.ts';
import type { Shop } from '#src/shop.ts';

/** Stays in step with the other shops that the environment names, each where it is its time. Answers how many it spoke to. */
export async function connectShops({ db, content, environment }: Shop): Promise<number> {
  let spoken = 0;
  await eachInTurn(configuredConnectors(environment), async (connector) => {
    const synced = await syncConnector(
      db,
      connector,
      { importing: () => importSettings(content.current()), taken },
      new Date(),
    );
    if (synced !== 'not-due') spoken += 1;
    if (synced === 'refused') {
      log().warn({ connector: connector.name }, 'another shop does not take the key');
      noteError(db, `connector ${connector.name}`, new Error('The other shop does not take the key'));
    }
  });
  return spoken;

  async function taken(): Promise<void> {
    if (content.current().store.demonstration) await retireDemonstration(db);
    await keepStocked(db, content);
    await keepShelf(db, environment.SHELFTALK_DATA_DIR);
    await indexShop(db, content, (_, step) => step(() => {}));
  }
}
