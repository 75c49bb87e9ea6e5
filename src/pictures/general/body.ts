import { straight } from '../drawing/curve.ts';
import { darker, lighter } from '../drawing/palette.ts';
import { type Point, clipped, group, label, n, paper as white, path, rect } from '../drawing/svg.ts';
import { type Box, type Paper, middleOf, pattern } from './pattern.ts';
import type { Size } from './size.ts';

const LID = 30; // px at most
const RECEDE = 0.36; // share of a depth that is drawn, up and to the right: cabinet projection

/** The px a unit of length gets where the body fills a field of `w` by `h`. */
export function scaleIn(w: number, h: number, { width, height, depth }: Size): number {
  const back = (depth?.length ?? 0) * RECEDE;
  return Math.min(w / (width.length + back), h / (height.length + back));
}

/** The front of a body, in px. */
export interface Front extends Box {
  /** How far its depth reaches back, up and to the right alike. */
  readonly back: number;
  readonly shape: Size['shape'];
}

/** The front of a body at that scale, standing in the middle of a field's foot. */
export function frontAt(field: Box, scale: number, { width, height, depth, shape }: Size): Front {
  const [w, h, back] = [width.length * scale, height.length * scale, (depth?.length ?? 0) * scale * RECEDE];
  return { x: field.x + (field.w - w - back) / 2, y: field.y + field.h - h, w, h, back, shape };
}

/** A plain body: a block, a cylinder, a disc or a sheet, under its paper, with a label on the face that shows most. */
export function body(front: Front, paper: Paper, letters: string, id: string): string {
  const { x, y, w, h, back, shape } = front;
  const { main } = paper.palette;
  const outline = outlines[shape](front);
  const lies = back > h;
  return [
    back > 1 ? receding(front, main) : '',
    clipped(id, outline),
    path(outline, { fill: main }),
    lies ? '' : group(pattern({ x, y, w, h: h + lid(front) }, paper), { clip: id }),
    path(outline),
    lies
      ? fromAbove(front, paper, letters)
      : tag({ x, y: y + lid(front), w, h: h - lid(front) / 2 }, letters),
    shape === 'cylinder'
      ? `<ellipse cx="${n(x + w / 2)}" cy="${n(y)}" rx="${n(w / 2)}" ry="${n(lid(front))}" fill="${lighter(main, 0.3)}"/>`
      : '',
  ].join('');
}

/** Half the height of a cylinder's end as it is seen, which reaches beyond its front above and below. */
export const lid = ({ shape, w }: Pick<Front, 'shape' | 'w'>): number =>
  shape === 'cylinder' ? Math.min(w * 0.08, LID) : 0;

const outlines: Readonly<Record<Size['shape'], (front: Front) => string>> = {
  block: ({ x, y, w, h }) => `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`,
  cylinder: (front) =>
    `M${n(front.x)} ${n(front.y)}v${n(front.h)}a${n(front.w / 2)} ${n(lid(front))} 0 0 0 ${n(front.w)} 0v${n(-front.h)}Z`,
  disc: ({ x, y, w }) =>
    `M${n(x)} ${n(y + w / 2)}a${n(w / 2)} ${n(w / 2)} 0 0 1 ${n(w)} 0a${n(w / 2)} ${n(w / 2)} 0 0 1 ${n(-w)} 0Z`,
};

function receding({ x, y, w, h, back }: Front, main: string): string {
  const [right, up] = [x + w, y - back];
  const face = (corners: readonly Point[], fill: string) => path(straight(corners, true), { fill });
  return (
    face(
      [
        [x, y],
        [x + back, up],
        [right + back, up],
        [right, y],
      ],
      lighter(main, 0.3),
    ) +
    face(
      [
        [right, y],
        [right + back, up],
        [right + back, up + h],
        [right, y + h],
      ],
      darker(main, 0.3),
    )
  );
}

/** The paper and the label on the upper face of what lies flat. */
function fromAbove({ x, y, w, back }: Front, paper: Paper, letters: string): string {
  const face = { x: 0, y: 0, w, h: back / RECEDE };
  return (
    `<g transform="matrix(1 0 ${-RECEDE} ${RECEDE} ${n(x + back)} ${n(y - back)})">` +
    `<path d="M0 0h${n(face.w)}v${n(face.h)}h${n(-face.w)}Z" fill="${paper.palette.main}"/>` +
    `${pattern(face, paper)}<path d="M0 0h${n(face.w)}v${n(face.h)}h${n(-face.w)}Z"/>${tag(face, letters)}</g>`
  );
}

const LEAST_TAG = 40; // px: below it letters cannot be read

/** A paper label with the initials; none where there is no room. */
function tag(face: Box, letters: string): string {
  const { x, y, w, h } = middleOf(face);
  if (!letters || Math.min(w, h) < LEAST_TAG) return '';
  const size = Math.min(h * 0.66, w * 0.46);
  return (
    rect(x, y, w, h, 0, { fill: white }) +
    label([x + w / 2, y + h / 2 + size * 0.36], letters, { anchor: 'middle', size: Math.round(size) })
  );
}
