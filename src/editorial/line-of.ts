import type { FrontMatter } from './front-matter.ts';

/** The 1-based line of the file on which the value at that path stands, or on which what holds it does. */
export function lineOf(read: FrontMatter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = read.document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (!node?.range) continue;
    return read.yaml.slice(0, node.range[0]).split('\n').length + read.firstLine - 1;
  }
  return read.firstLine;
}
