import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { UnreadableFile } from '#src/catalog/import/files/inspect-file.ts';
import { mapDraft } from '#src/catalog/import/formats/map-draft.ts';
import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import { columnsSchema } from '#src/editorial/import-schema.ts';
import { columnRules } from '#src/editorial/import-settings.ts';
import { momentOfText } from '#src/editorial/time-zone.ts';
import { COUNT_KINDS } from '#src/inventory/record-counts.ts';

/** An option that says nothing that could be done; the message is for the person who called. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

/** What the options of the command line say of how files are read. Throws BadOption. */
export function optionsSaid(options: ReadonlyMap<string, string>, timeZone: string): Partial<ImportOptions> {
  const decimal = options.get('decimal');
  const mostLost = options.get('most-lost');
  const [map, encoding] = [options.get('map'), options.get('encoding')];
  if (decimal !== undefined && decimal !== 'dot' && decimal !== 'comma')
    throw new BadOption(`--decimal is dot or comma, not ${decimal}.`);
  if (mostLost !== undefined && !/^\d{1,2}(?:\.\d+)?$|^100$/.test(mostLost))
    throw new BadOption(`--most-lost is a number of percent from 0 to 100, not ${mostLost}.`);
  const [counts, when] = [options.get('counts'), options.get('counted-at')];
  const kind = COUNT_KINDS.find((one) => one === counts);
  if (counts !== undefined && !kind)
    throw new BadOption(`--counts is one of ${COUNT_KINDS.join(', ')}, not ${counts}.`);
  const countedAt = when === undefined ? undefined : momentOfText(when, timeZone);
  if (countedAt === null) throw new BadOption(`--counted-at is such as 2026-11-30T14:00, not ${when}.`);
  return {
    ...(kind ? { counts: kind } : {}),
    ...(countedAt ? { countedAt } : {}),
    ...(decimal === undefined ? {} : { decimal }),
    ...(mostLost === undefined ? {} : { mostLost: Number(mostLost) }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(map === undefined ? {} : { map: columnRules(mapIn(map)) }),
  };
}

function mapIn(file: string): z.infer<typeof columnsSchema> {
  let found: unknown;
  try {
    found = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new BadOption(`The map ${file} cannot be read: ${(cause as Error).message.split('\n')[0]}`, {
      cause,
    });
  }
  const read = z.strictObject({ columns: columnsSchema }).safeParse(found);
  if (!read.success) throw new BadOption(`The map ${file} is not right.\n${z.prettifyError(read.error)}`);
  return read.data.columns;
}

/** Writes a draft where no file stands yet. Throws BadOption where one does. */
export function writeDraft(file: string, draft: string): void {
  try {
    writeFileSync(file, draft, { flag: 'wx' });
  } catch (cause) {
    throw new BadOption(`The draft cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/** Writes a draft of a map for the one table named; answers the exit code. */
export async function draftMap(args: readonly string[], usage: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'draft-map': { type: 'string' }, encoding: { type: 'string' } },
  });
  const [path] = positionals;
  const to = values['draft-map'];
  if (!path || !to || positionals.length > 1) {
    console.error(usage);
    return 2;
  }
  try {
    const draft = await mapDraft({ name: path, open: () => createReadStream(path) }, values.encoding);
    writeFileSync(to, draft, { flag: 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (
      !(error instanceof UnreadableFile) &&
      !['ENOENT', 'EEXIST', 'EACCES', 'EISDIR'].includes(String(code))
    )
      throw error;
    console.error((error as Error).message);
    return 2;
  }
  console.log(
    `The draft stands in ${to}. Read it, put it right, then: npm run import -- ${path} --map ${to}`,
  );
  return 0;
}
