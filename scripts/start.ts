import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/*
 * `npm start`: builds what changed and opens the built shop. `npm run dev` is the same without the build, with Astro's
 * development server. Imports next to nothing by itself: what runs is the copy in dist (scripts/built-shop.ts).
 */

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
process.env['ASTRO_NODE_AUTOSTART'] = 'disabled'; // read by Astro's Node adapter: serve.ts listens instead
enableCompileCache(join('var', 'compiled'));

try {
  if (process.argv.includes('--dev')) {
    const { openForDevelopment } = await import('./develop.ts');
    await openForDevelopment();
  } else {
    if (!process.argv.includes('--built')) await (await import('./build-pages.ts')).buildIfNeeded();
    const built = (await import(join(process.cwd(), 'dist/server/entry.mjs'))) as {
      openBuiltShop: () => Promise<void>;
    };
    await built.openBuiltShop();
    // From now on the heap is collected at 1.6 times what lives, not at 4 (decision 160); a start is quicker without.
    setFlagsFromString('--heap-growing-percent=60');
  }
} catch (error) {
  console.error(`\n${whatWentWrong(error)}\n`);
  process.exit(1);
}

/** The sentence for the person who starts the shop, where somebody wrote one; else all that is known. */
function whatWentWrong(error: unknown): string {
  // Told by name: the built shop throws the classes of its own copy.
  const explained = [
    'EnvironmentError',
    'DatabaseUnavailable',
    'DataDirectoryInUse',
    'CannotBuild',
    'CannotListen',
    'CannotServe',
  ];
  if (!(error instanceof Error)) return String(error);
  return explained.includes(error.name) ? error.message : (error.stack ?? error.message);
}
