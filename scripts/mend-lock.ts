interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly [field: string]: unknown;
}

const EXACT = /^\d/;

/**
 * The same lock with a stub for every optional package that npm would not find where it looks, or would find in
 * another version than the one asked for; and the paths that were added. A stub holds what npm needs to skip the
 * package on other machines and to fetch it on its own.
 */
export function mendLock(lock: Lock): { readonly mended: Lock; readonly added: readonly string[] } {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  const added: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = lookUp(packages, path, name);
      if (found && (!EXACT.test(wanted) || packages[found]?.version === wanted)) continue;
      const at = found ? `${path}/node_modules/${name}` : `node_modules/${name}`;
      packages[at] = stub(name, wanted);
      added.push(at);
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { mended: { ...lock, packages: sorted }, added };
}

/** Where Node would find a package from that folder: its own node_modules first, then each outer one. */
function lookUp(packages: Lock['packages'], from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const at = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[at]) return at;
    if (!folder) return null;
  }
}

function stub(name: string, wanted: string): LockedPackage {
  const os = /darwin|android|win32|linux|freebsd|openharmony/.exec(name)?.[0];
  const cpu = /arm64|x64|wasm32|ia32|arm|riscv64|ppc64|s390x/.exec(name)?.[0];
  return {
    version: wanted.replace(/^[~^]/, ''),
    ...(cpu ? { cpu: [cpu] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
