import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Another live process has this embedded database open; two writers would silently lose rows. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

/**
 * Takes the directory for this process and answers a function that gives it back. PGlite itself neither
 * locks nor warns. The lock names the process and when it started, so a reused process id is not mistaken
 * for the owner. Throws DataDirectoryInUse while the owner lives.
 */
export function lockDataDirectory(directory: string): () => void {
  const file = `${directory}.lock`;
  const mine = thisProcess();
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, mine);
      closeSync(handle);
      const release = () => {
        if (readText(file) === mine) unlinkSync(file);
      };
      process.once('exit', release);
      return () => {
        process.off('exit', release);
        release();
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readText(file);
      if (ownerLives(owner)) {
        throw new DataDirectoryInUse(
          `The embedded database in ${directory} is open in another process (${owner?.split(' ')[0]}). ` +
            'Stop that process first, or set SHELFTALK_DATA_DIR to another directory, ' +
            'or use Postgres (DATABASE_URL), which many processes can share.',
          { cause: error },
        );
      }
      try {
        unlinkSync(file);
      } catch {
        // Another starter removed the stale lock first; the next attempt decides between us.
      }
    }
  }
  throw new DataDirectoryInUse(`Could not lock the embedded database in ${directory}.`);
}

/** This process by its id and when it started, so that a reused id is not mistaken for it. */
export const thisProcess = (): string => `${process.pid} ${startedAt(process.pid) ?? ''}`.trim();

/** Whether the process of that name still runs on this machine. */
export function ownerLives(owner: string | null): boolean {
  const [pidText, started] = (owner ?? '').split(' ');
  const pid = Number(pidText);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return !started || now === null || now === started;
}

/** Clock ticks after boot at which a process started (proc(5), field 22); null off Linux. */
function startedAt(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
