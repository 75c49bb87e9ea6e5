import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { commonLines, lineDiff } from './line-diff.ts';

const WIDTH = 100;

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A file with other values in those fields (undefined takes one out) and another body, where one is given. What lies
 * outside of the changed lines stays byte for byte: unknown keys, comments, quotes, ends of lines. Throws where its
 * YAML cannot be read.
 */
export function setFields(file: string, changes: Fields, body?: string): string {
  const plain = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const fence = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(plain);
  const yaml = fence ? (fence[1] ?? '') : plain;
  const head = fence ? plain.indexOf('\n') + 1 : 0;
  const changed = setInYaml(yaml, changes);
  const rest = plain.slice(head + yaml.length);
  const end = fence && body !== undefined ? rest.slice(0, fence[0].length - head - yaml.length) : rest;
  const closed = end && !end.endsWith('\n') && body !== undefined ? `${end}\n` : end;
  const edited = plain.slice(0, head) + changed + closed + (fence && body !== undefined ? body : '');
  return withBytesOf(file, edited);
}

/** YAML with other values in those fields of its top. */
function setInYaml(yaml: string, changes: Fields): string {
  let text = yaml;
  for (const [key, value] of Object.entries(changes)) text = setField(text, key, value);
  return text;
}

function setField(yaml: string, key: string, value: unknown): string {
  const document = parsed(yaml);
  const top: unknown = document.contents;
  const before = document.toJS() as Fields | null;
  if (isDeepStrictEqual(before?.[key], value)) return yaml;
  const wanted = { ...before, [key]: value };
  if (value === undefined) delete (wanted as Record<string, unknown>)[key];
  const holds = (text: string) => {
    const read = parseDocument(text, { uniqueKeys: true });
    return !read.errors.length && isDeepStrictEqual(read.toJS() ?? {}, wanted);
  };
  if (!isMap(top)) {
    const only = yaml.trim() ? `${yaml.trimEnd()}\n` : '';
    return only + written({ [key]: value }, 0);
  }
  const pair = pairOf(top, key);
  for (const splices of [() => inMap(yaml, top, wanted, key), () => wholePair(yaml, top, pair, key, value)]) {
    const text = applied(yaml, splices());
    if (holds(text)) return text;
  }
  if (value === undefined) document.delete(key);
  else document.set(key, value);
  return document.toString({ lineWidth: WIDTH }).replace(/\n$/, yaml.endsWith('\n') ? '\n' : '');
}

function parsed(yaml: string): Document.Parsed {
  const document = parseDocument(yaml, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw error;
  return document;
}

const keyText = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : String(key));
const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => keyText(pair) === key);
const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? -1;

/** Where a value ends, without the line breaks and comments that follow it. */
function endOf(yaml: string, node: unknown): number {
  const [from = -1, to = -1] = (node as Node | null)?.range ?? [];
  return from + yaml.slice(from, to).trimEnd().length;
}

const columnOf = (yaml: string, at: number): number => at - (yaml.lastIndexOf('\n', at - 1) + 1);
const lineStart = (yaml: string, at: number): number => yaml.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (yaml: string, at: number): number => {
  const end = yaml.indexOf('\n', at);
  return end < 0 ? yaml.length : end + 1;
};

/** A value as YAML, every line but the first indented. */
function written(value: unknown, indent: number, style?: Scalar.Type): string {
  const document = new Document(value);
  if (style) {
    const { contents } = document;
    const only: unknown = isMap(contents)
      ? contents.items[0]?.value
      : isSeq(contents)
        ? contents.items[0]
        : null;
    if (isScalar(only)) only.type = style;
  }
  const text = document.toString({ lineWidth: WIDTH - indent, indentSeq: true });
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(indent)}`);
}

/** How a text stood in the file, where that says how another one is to be written. */
const styleOf = (node: unknown): Scalar.Type | undefined =>
  isScalar(node) && node.type !== Scalar.PLAIN && node.type !== undefined ? node.type : undefined;

function applied(yaml: string, splices: readonly Splice[]): string {
  let text = yaml;
  for (const { from, to, text: put } of splices.toSorted((a, b) => b.from - a.from || b.to - a.to))
    text = text.slice(0, from) + put + text.slice(to);
  return text;
}

/** The changes that make a block map hold what is wanted; of `only` that key where it is given. */
function inMap(yaml: string, map: YAMLMap, wanted: Fields, only?: string): Splice[] {
  const indent = columnOf(yaml, startOf(map.items[0]?.key));
  const kept = map.items.filter((pair) => only === undefined || keyText(pair) === only);
  const changed = kept.flatMap((pair): Splice[] => {
    const key = keyText(pair);
    if (!Object.hasOwn(wanted, key) || wanted[key] === undefined) return withoutPair(yaml, pair);
    return inPair(yaml, pair, wanted[key], indent);
  });
  const fresh = Object.keys(wanted).filter(
    (key) => (only === undefined || key === only) && wanted[key] !== undefined && !pairOf(map, key),
  );
  if (!fresh.length) return changed;
  const last = map.items.at(-1);
  const at = lineEnd(yaml, last ? endOf(yaml, last.value ?? last.key) : 0);
  const text = fresh.map((key) => ' '.repeat(indent) + written({ [key]: wanted[key] }, indent)).join('');
  return [
    ...changed,
    { from: at, to: at, text: at > 0 && yaml[at - 1] !== '\n' ? `\n${text.trimEnd()}` : text },
  ];
}

function withoutPair(yaml: string, pair: Pair): Splice[] {
  const from = lineStart(yaml, startOf(pair.key));
  const to = lineEnd(yaml, endOf(yaml, pair.value && startOf(pair.value) >= 0 ? pair.value : pair.key));
  return [{ from, to, text: '' }];
}

function inPair(yaml: string, pair: Pair, value: unknown, indent: number): Splice[] {
  const node = pair.value as Node | null;
  if (isDeepStrictEqual(plainOf(node), value)) return [];
  if (isMap(node) && !node.flow && node.items.length && isFields(value)) return inMap(yaml, node, value);
  if (isSeq(node) && !node.flow && node.items.length && Array.isArray(value) && value.length)
    return inSeq(yaml, node, value);
  const from = startOf(pair.key);
  const to =
    node && startOf(node) >= 0 ? Math.max(endOf(yaml, node), colonAfter(yaml, pair)) : colonAfter(yaml, pair);
  return [{ from, to, text: written({ [keyText(pair)]: value }, indent, styleOf(node)).trimEnd() }];
}

const colonAfter = (yaml: string, { key }: Pair): number => yaml.indexOf(':', endOf(yaml, key)) + 1;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const plainOf = (node: Node | null): unknown => (node ? (node.toJSON() as unknown) : null);

/** The changes that make a block list hold those items; items that stay are not touched. */
function inSeq(yaml: string, seq: YAMLSeq, wanted: readonly unknown[]): Splice[] {
  const nodes = seq.items as readonly Node[];
  const dash = (node: Node): number => {
    const mark = yaml.lastIndexOf('-', startOf(node) - 1);
    return mark;
  };
  const first = nodes[0];
  if (!first) return [];
  const indent = columnOf(yaml, dash(first));
  const texts = nodes.map((node) => JSON.stringify(plainOf(node)));
  const pairs = commonLines(
    texts,
    wanted.map((one) => JSON.stringify(one)),
  );
  const splices: Splice[] = [];
  let [fromOld, fromNew] = [0, 0];
  for (const [old, fresh] of [...pairs, [nodes.length, wanted.length] as const]) {
    const gone = nodes.slice(fromOld, old);
    const come = wanted.slice(fromNew, fresh);
    const both = Math.min(gone.length, come.length);
    for (const [place, node] of gone.slice(0, both).entries())
      splices.push(...inItem(yaml, node, come[place], indent));
    for (const node of gone.slice(both))
      splices.push({ from: lineStart(yaml, dash(node)), to: lineEnd(yaml, endOf(yaml, node)), text: '' });
    if (come.length > both) {
      const before = nodes[old - 1];
      const at = before ? lineEnd(yaml, endOf(yaml, before)) : lineStart(yaml, dash(first));
      const text = come
        .slice(both)
        .map((one) => ' '.repeat(indent) + written([one], indent))
        .join('');
      splices.push({
        from: at,
        to: at,
        text: at > 0 && yaml[at - 1] !== '\n' ? `\n${text.trimEnd()}` : text,
      });
    }
    [fromOld, fromNew] = [old + 1, fresh + 1];
  }
  return splices;

  function inItem(all: string, node: Node, value: unknown, column: number): Splice[] {
    if (isMap(node) && !node.flow && node.items.length && isFields(value)) return inMap(all, node, value);
    const text = written([value], column, styleOf(node)).trimEnd();
    return [{ from: dash(node), to: endOf(all, node), text }];
  }
}

function wholePair(
  yaml: string,
  map: YAMLMap,
  pair: Pair | undefined,
  key: string,
  value: unknown,
): Splice[] {
  const indent = columnOf(yaml, startOf(map.items[0]?.key));
  if (!pair) return inMap(yaml, map, { [key]: value }, key);
  const [gone] = withoutPair(yaml, pair);
  if (!gone) return [];
  return [
    { ...gone, text: value === undefined ? '' : ' '.repeat(indent) + written({ [key]: value }, indent) },
  ];
}

/** The edited text with the ends of lines, and the mark at the beginning, that the file has where it is the same. */
function withBytesOf(file: string, edited: string): string {
  if (!/[\r\uFEFF]/.test(file)) return edited;
  const mark = file.startsWith('\uFEFF') ? '\uFEFF' : '';
  const whole = file.slice(mark.length);
  const ends = [...whole.matchAll(/\r\n|\r|\n/g)].map(([end]) => end);
  const usual = ends.filter((end) => end === '\r\n').length * 2 > ends.length ? '\r\n' : '\n';
  let line = 0;
  const out: string[] = [];
  for (const stretch of lineDiff(whole.replace(/\r\n?/g, '\n'), edited)) {
    if (stretch.in === 'before') line += stretch.lines.length;
    else
      for (const text of stretch.lines) {
        out.push(text, stretch.in === 'both' ? (ends[line] ?? usual) : usual);
        if (stretch.in === 'both') line += 1;
      }
  }
  out.pop(); // the last line has no end
  return mark + out.join('');
}
