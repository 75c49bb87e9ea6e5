import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Report as Progress } from '#src/log/step.ts';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { DataDirectoryInUse } from '#src/database/lock-data-directory.ts';
import { outageOf, outageTold } from '#src/database/outage.ts';
import { environment, EnvironmentError } from '#src/environment.ts';
import { openShop, type Shop } from '#src/shop.ts';
import { showStep } from './progress.ts';

/** What an import was called with. */
export interface ImportCall {
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  readonly source: string | undefined;
  /** The script's own flags that were given. */
  readonly flags: ReadonlySet<string>;
  /** The script's own options that were given. */
  readonly options: ReadonlyMap<string, string>;
}

/** What every import's report says of its end. */
interface Ended {
  readonly dryRun: boolean;
  readonly closing: string;
  readonly exitCode: 0 | 2 | 3;
}

interface ImportScript<Report> {
  readonly usage: string;
  /** Names of flags beside --dry-run, --json, --source and --help. */
  readonly flags: readonly string[];
  /** Names of options with a value beside --json and --source. */
  readonly options?: readonly string[];
  /** What its step is called. */
  readonly title: string;
  /** Errors whose message is for the person who called, beside those of opening a shop. */
  readonly expected: readonly (abstract new (...given: never[]) => Error)[];
  run(shop: Shop, call: ImportCall, progress: Progress): Promise<Report>;
  print(report: Report): string;
  /** What follows an import that changed something. */
  follow?(shop: Shop, call: ImportCall): Promise<void>;
}

/**
 * Runs an import from the command line: arguments, steps with their progress, the report, its closing line, and the exit
 * code: 0 where all was taken, 3 where more was lost than may be, 2 where nothing was taken or the call says nothing to
 * import, 1 for an error that nobody foresaw.
 */
export async function runImport<Report extends Ended>(script: ImportScript<Report>): Promise<void> {
  try {
    process.exitCode = await importFrom(script);
  } catch (error) {
    const code = String((error as { code?: string }).code);
    const expected = [EnvironmentError, DatabaseUnavailable, DataDirectoryInUse, ...script.expected];
    const message = error instanceof Error ? error.message : '';
    const outage = outageOf(error);
    if (code.startsWith('ERR_PARSE_ARGS')) console.error(`${message}\n\n${script.usage}`);
    else if (code === 'ENOENT' || code === 'EISDIR') console.error(`\nThere is no such file: ${message}\n`);
    else if (expected.some((kind) => error instanceof kind)) console.error(`\n${message}\n`);
    else if (outage)
      console.error(
        `\nThe import stopped: ${outageTold[outage]}. Nothing is there by half. When that is mended, run the same command again: it goes on where it stopped.\n`,
      );
    else console.error(error);
    const foreseen = code.startsWith('ERR_PARSE_ARGS') || code === 'ENOENT' || code === 'EISDIR';
    process.exitCode = foreseen || expected.some((kind) => error instanceof kind) ? 2 : 1;
  }
}

async function importFrom<Report extends Ended>(script: ImportScript<Report>): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(script.flags.map((flag) => [flag, { type: 'boolean' } as const])),
      ...Object.fromEntries((script.options ?? []).map((option) => [option, { type: 'string' } as const])),
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'string' },
      source: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(script.usage);
    return values.help ? 0 : 2;
  }
  const given = new Map<string, unknown>(Object.entries(values));
  const call: ImportCall = {
    paths: positionals,
    dryRun: values['dry-run'],
    source: values.source,
    flags: new Set(script.flags.filter((flag) => given.get(flag) === true)),
    options: new Map(
      (script.options ?? []).flatMap((option) => {
        const value = given.get(option);
        return typeof value === 'string' ? [[option, value] as const] : [];
      }),
    ),
  };
  const shop = await showStep('Opening the database', () => openShop(environment()));
  try {
    const report = await showStep(script.title, (progress) => script.run(shop, call, progress));
    const toMachine = values.json === '-';
    console.log(toMachine ? JSON.stringify(report, null, 2) : script.print(report));
    if (values.json && !toMachine) writeFileSync(values.json, JSON.stringify(report, null, 2));
    if (!report.dryRun && report.exitCode !== 2) await script.follow?.(shop, call);
    if (!toMachine) console.log(`\n${report.closing}`);
    return report.exitCode;
  } finally {
    await shop.close();
  }
}
