import { patientFetch } from './served.ts';

const MOST_KEPT = 200;

/** Reads paths of a shop and keeps the last ones: two surfaces look at one page one after the other. */
export function keptReads(base: string): (path: string) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (path) => {
    const known = kept.get(path) ?? readPath(base + path);
    kept.set(path, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

async function readPath(url: string): Promise<Uint8Array> {
  const response = await patientFetch(url);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${new URL(url).pathname} answers ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
