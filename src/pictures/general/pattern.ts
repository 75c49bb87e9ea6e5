import { type Palette, apart, darker, lighter } from '../drawing/palette.ts';
import { n } from '../drawing/svg.ts';
import { chosen } from '../drawing/seed.ts';

/** A field of the sheet, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What decides a pattern. */
export interface Paper {
  readonly palette: Palette;
  /** Of the category. */
  readonly kind: number;
  /** Of the product. */
  readonly own: number;
}

// Each fills a square of 100 about the origin.
const motifs = [
  'M-50-50H50A100 100 0 0 1-50 50Z', // quarter disc
  'M-50-50A50 50 0 0 1-50 50Z', // half disc
  'M-50-50A100 100 0 0 1 50 50A100 100 0 0 1-50-50Z', // leaf
  'M-50-50H50L-50 50Z', // triangle
  'M0-50H50A100 100 0 0 1-50 50V0A50 50 0 0 0 0-50Z', // quarter ring
  'M-50-50H50V-25H-50ZM-50 0H50V25H-50Z', // stripes
  'M-50 50V0A50 50 0 0 1 50 0V50Z', // arch
] as const;

const CELL = 118; // px that a square of the pattern aims at

/** How many squares lie side by side and upon each other in a field. */
function squaresIn({ w, h }: Box): { readonly columns: number; readonly rows: number } {
  const cell = Math.min(CELL, Math.max(w, h) / 3); // three at least, so that a label does not hide them all
  return { columns: Math.max(1, Math.round(w / cell)), rows: Math.max(1, Math.round(h / cell)) };
}

/**
 * The wrapping paper of a product: one motif in rows, chosen by `kind` so that things of one category lie under one
 * paper, turned and coloured by `own` so that no two of them look the same.
 */
export function pattern(box: Box, { palette, kind, own }: Paper): string {
  const { columns, rows } = squaresIn(box);
  const [w, h] = [box.w / columns, box.h / rows];
  const motif = chosen(motifs, kind, 0);
  const [across, down, first] = [chosen([1, 2, 3], own, 1), chosen([0, 1, 2, 3], own, 2), own % 4];
  const [step, leap] = [chosen([0, 1, 2], own, 3), chosen([1, 2], own, 4)];
  const { main, accent } = palette;
  const tones = [apart(accent, main), lighter(main, 0.72), darker(main, 0.28)];
  const stretch = `scale(${(w / 100).toFixed(3)} ${(h / 100).toFixed(3)})`;
  const cells = Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const turn = ((first + across * column + down * row) % 4) * 90;
    const tone = tones[(own + step * column + leap * row) % tones.length];
    const [x, y] = [box.x + (column + 0.5) * w, box.y + (row + 0.5) * h];
    return `<path d="${motif}" fill="${tone}" transform="translate(${n(x)} ${n(y)})${stretch}rotate(${turn})"/>`;
  });
  return `<g stroke="none">${cells.join('')}</g>`;
}

/** The squares in the middle of a field, for a label that lies on them: one or two either way. */
export function middleOf(box: Box): Box {
  const { columns, rows } = squaresIn(box);
  const [w, h] = [((2 - (columns % 2)) * box.w) / columns, ((2 - (rows % 2)) * box.h) / rows];
  return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h };
}
