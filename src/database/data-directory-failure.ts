import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A start writes a piece of its log of 16 MB before anything else, and more where the last end was sudden. */
const ROOM_TO_START_MB = 64;

/** Why the embedded database could not be opened, and what is at stake, for the person who runs the shop. */
export function directoryFailure(directory: string, error: unknown): string {
  const where = `The embedded database in ${directory}`;
  const atStake = existsSync(join(directory, 'PG_VERSION'))
    ? 'It holds the orders, accounts and carts of the shop: do not delete it, and copy it before you try anything on it.'
    : 'Nothing of the shop is kept in it yet.';
  const near = nearestExisting(directory);
  if (!statSync(near).isDirectory())
    return `${where} could not be opened: ${near} is a file. Set SHELFTALK_DATA_DIR to a directory.`;
  const { code = '' } = error as { code?: string };
  if (/^(?:EROFS|EACCES|EPERM)$/.test(code) || !isWritable(near))
    return (
      `${where} could not be opened: ${near} cannot be written to. ` +
      `Let the user who runs the shop write there, or set SHELFTALK_DATA_DIR to another directory. ${atStake}`
    );
  const { bavail, bsize } = statfsSync(near);
  const freeMb = Math.floor((bavail * bsize) / 1_048_576);
  if (code === 'ENOSPC' || freeMb < ROOM_TO_START_MB)
    return (
      `${where} could not be opened: the disk is full (${freeMb} MB are free, a start needs ${ROOM_TO_START_MB}). ` +
      `Make room and start again. ${atStake}`
    );
  return (
    `${where} could not be opened: ${error instanceof Error ? error.message : String(error)} ` +
    (existsSync(join(directory, 'PG_VERSION'))
      ? `The directory is damaged, or of another version. ${atStake} Put the last backup in its place.`
      : atStake)
  );
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
