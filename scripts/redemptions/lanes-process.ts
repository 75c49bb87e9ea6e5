import { openDatabase } from '#src/database/database.ts';
import { runLanes, type LanesGiven } from './run-lanes.ts';

/* One of the processes that place orders at once; told what to do by its arguments, tells its parent how far it is. */

const given = JSON.parse(process.argv[2] ?? '{}') as LanesGiven & { readonly url: string };
const { db, close } = await openDatabase({
  DATABASE_URL: given.url,
  DATABASE_POOL_SIZE: given.lanes,
  SHELFTALK_DATA_DIR: '',
});
try {
  const tally = await runLanes(db, given, (acts, epoch) => process.send?.({ acts, epoch }));
  process.send?.({ tally });
} finally {
  await close();
}
process.disconnect();
