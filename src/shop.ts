import { signingSecret } from '#src/customers/signing-secret.ts';
import { openDatabase, type Database, type Engine, type Sharing } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { keepOverlay } from '#src/editorial/revisions/overlay.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { configuredPayment } from '#src/orders/payment/configured.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { environment, type Environment } from '#src/environment.ts';

/** Everything a request needs, opened once a process. */
export interface Shop {
  readonly environment: Environment;
  readonly db: Database;
  readonly engine: Engine;
  /** `content.current()` gives the words as the files stand now. */
  readonly content: ContentStore;
  /** What visitors' cookies are signed with, the same in every process. */
  readonly visitorKey: string;
  /** How the shop is paid; null where it cannot be yet. */
  payment(): PaymentProvider | null;
  close(): Promise<void>;
}

// On globalThis because a development server and a build hold several copies of this module in one process.
const shopKey = Symbol.for('shelftalk.shop');
const slot = globalThis as { [shopKey]?: Promise<Shop> | undefined };

/** The one shop of this process: opens and migrates the database on the first call; a failed opening is tried anew. */
export function shop(): Promise<Shop> {
  slot[shopKey] ??= openShop(environment(), 'gives').catch((error: unknown) => {
    slot[shopKey] = undefined;
    throw error;
  });
  return slot[shopKey];
}

/**
 * Opens a shop of its own over those settings, for commands and tests; where the shop runs and its database is the embedded
 * one, over what that process has open. The caller closes it.
 */
export async function openShop(settings: Environment, sharing: Sharing = 'asks'): Promise<Shop> {
  const content = openContent(settings.CONTENT_DIR);
  const opening = openDatabase(settings, sharing);
  readAhead(content);
  const { db, engine, close } = await opening;
  await migrate(db);
  await keepOverlay(db, content);
  await keepStocked(db, content);
  const visitorKey = await signingSecret(db, 'visitor');
  return {
    environment: settings,
    db,
    engine,
    content,
    visitorKey,
    payment: () => configuredPayment(db, settings, content.current().store),
    close: async () => {
      content.close();
      await close();
    },
  };
}

/** Reads the words while the database opens; what is wrong with them is told to who asks for them. */
function readAhead(content: ContentStore): void {
  try {
    content.current();
  } catch {
    // told at the next reading
  }
}
