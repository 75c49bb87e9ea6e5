/*
 * The one inner loop that learning spends its time in, as WebAssembly with 128-bit lanes: four rows times two rows of
 * 32-bit numbers. JavaScript has no lanes, and takes five times as long. The bytes are put together here, because a
 * toolchain for forty instructions would be more to keep than they are.
 * https://webassembly.github.io/spec/core/binary/
 */

const V128 = 0x7b;
const I32 = 0x7f;
const ROWS = 4;
const COLUMNS = 2;

/** Adds up products of four rows with two rows: see `dotKernel`. Addresses and lengths are in bytes. */
type Dots = (rows: number, columns: number, stride: number, length: number, out: number) => void;

export interface DotKernel {
  /** The memory that the kernel reads and writes. */
  readonly memory: WebAssembly.Memory;
  /**
   * Eight sums of four lanes each to `out` (row 0 column 0, row 0 column 1, row 1 column 0 …): the products of rows
   * at `rows` with those at `columns`, each `stride` from the next, over `length` bytes (a multiple of 16, above 0).
   */
  readonly dots: Dots;
}

/** A kernel with memory of its own of at least that many bytes. */
export function dotKernel(bytes: number): DotKernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const module = new WebAssembly.Module(assembled());
  const { exports } = new WebAssembly.Instance(module, { m: { m: memory } });
  return { memory, dots: exports['d'] as Dots };
}

function assembled(): Uint8Array<ArrayBuffer> {
  const type = [1, 0x60, 5, I32, I32, I32, I32, I32, 0];
  const imported = [1, ...name('m'), ...name('m'), 0x02, 0x00, 1];
  const exported = [1, ...name('d'), 0x00, 0];
  const body = [...locals(), ...code(), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, type),
    ...section(2, imported),
    ...section(3, [1, 0]),
    ...section(7, exported),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

// Parameters 0–4 as in `Dots`; then the pointers to the other rows, the sums, and what was read.
const LENGTH = 3;
const OUT = 4;
const pointer = [0, 5, 6, 7];
const other = [1, 8];
const sum = (row: number, column: number) => 9 + row * COLUMNS + column;
const left = (row: number) => 9 + ROWS * COLUMNS + row;
const right = (column: number) => 9 + ROWS * COLUMNS + ROWS + column;

const locals = (): number[] => [2, 4, I32, ROWS * COLUMNS + ROWS + COLUMNS, V128];

function code(): number[] {
  const STRIDE = 2;
  const sums = pairs();
  const step = (from: number, to: number) => [...get(from), ...get(STRIDE), 0x6a, ...set(to)];
  const advance = (local: number) => [...get(local), ...constant(16), 0x6a, ...set(local)];
  return [
    ...[0, 1, 2].flatMap((row) => step(pointer[row] as number, pointer[row + 1] as number)),
    ...step(other[0] as number, other[1] as number),
    ...[0x03, 0x40], // loop
    ...pointer.flatMap((from, row) => [...get(from), ...load, ...set(left(row))]),
    ...other.flatMap((from, column) => [...get(from), ...load, ...set(right(column))]),
    ...sums.flatMap(([row, column]) => [
      ...get(sum(row, column)),
      ...get(left(row)),
      ...get(right(column)),
      ...multiply,
      ...add,
      ...set(sum(row, column)),
    ]),
    ...[...pointer, ...other].flatMap(advance),
    ...[...get(LENGTH), ...constant(16), 0x6b, 0x22, LENGTH],
    ...[0x0d, 0, 0x0b], // br_if, end
    ...sums.flatMap(([row, column], at) => [
      ...get(OUT),
      ...get(sum(row, column)),
      ...store,
      ...leb(at * 16),
    ]),
  ];
}

const pairs = () =>
  Array.from({ length: ROWS * COLUMNS }, (_, at) => [Math.floor(at / COLUMNS), at % COLUMNS] as const);

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const load = [0xfd, 0x00, 2, 0];
const store = [0xfd, 0x0b, 2]; // the offset follows
const multiply = [0xfd, 0xe6, 0x01];
const add = [0xfd, 0xe4, 0x01];

const name = (letter: string) => [1, letter.charCodeAt(0)];
const section = (id: number, bytes: readonly number[]) => [id, ...leb(bytes.length), ...bytes];

/** A number as the format writes it: seven bits a byte, the lowest first. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
