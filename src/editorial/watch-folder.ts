import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/**
 * Calls back after anything below a folder changed, until it is closed; null where the system cannot watch. Each folder
 * is watched by itself: Node's recursive watcher on Linux loses a file that was replaced, as editors and Git do.
 */
export function watchFolder(folder: string, changed: () => void): { close(): void } | null {
  const watchers = new Map<string, FSWatcher>();
  const close = () => {
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  };
  const follow = () => {
    const there = new Set(foldersBelow(folder));
    for (const [path, watcher] of watchers) {
      if (there.has(path)) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const path of there) {
      if (watchers.has(path)) continue;
      const watcher = watch(path, { persistent: false }, happened);
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(path); // a folder that comes back is watched anew
        changed();
      });
      watchers.set(path, watcher);
    }
  };
  const happened = (event: string) => {
    try {
      if (event === 'rename') follow();
    } catch {
      // A folder went away while it was looked at: its own event follows.
    }
    changed();
  };
  try {
    follow();
    return { close };
  } catch {
    close();
    return null;
  }
}

function foldersBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [
    folder,
    ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}
