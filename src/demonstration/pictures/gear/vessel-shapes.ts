import { cornered, straight, through } from '#src/pictures/drawing/curve.ts';
import { symmetric } from '../strokes/mirror.ts';
import { lighter, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { n, path, rect } from '#src/pictures/drawing/svg.ts';

export const FOOT = 530;

interface Shape {
  readonly body: string;
  readonly half: number;
  /** Heights on the sheet of the full mark and of the ground. */
  readonly full: number;
  readonly base: number;
  readonly marks: readonly string[];
  cap(accent: string): string;
  back?(accent: string, main: string): string;
}

export function bottleOf(k: number, insulated: boolean): Shape {
  const [half, top] = [92 * k, FOOT - 348 * k];
  const waist = insulated ? 0 : 9 * k;
  const neck = half * (insulated ? 0.7 : 0.8);
  return {
    half,
    full: top + 26 * k,
    base: FOOT,
    body: symmetric(
      [
        [400, top],
        [400 + neck, top],
      ],
      [
        [400 + neck, top + 14 * k],
        [400 + half, top + 50 * k],
      ],
      [
        [400 + half, top + 120 * k],
        [400 + half - waist, top + 160 * k],
        [400 + half, top + 205 * k],
        [400 + half, FOOT - 14],
      ],
      [
        [400 + half - 14, FOOT],
        [400, FOOT],
      ],
    ),
    marks: insulated
      ? [line0(400 - half, FOOT - 34, 400 + half)]
      : [line0(400 - half, top + 128 * k, 400 + half), line0(400 - half, top + 196 * k, 400 + half)],
    cap: (accent) =>
      insulated
        ? rect(400 - neck - 4, top - 54 * k, neck * 2 + 8, 54 * k, 10, { fill: accent }) +
          path(
            through([
              [400 - neck * 0.6, top - 54 * k],
              [400 - neck * 0.4, top - 92 * k],
              [400 + neck * 0.4, top - 92 * k],
              [400 + neck * 0.6, top - 54 * k],
            ]),
            { width: 9 },
          )
        : path(
            symmetric(
              [
                [400, top - 42 * k],
                [400 + neck * 0.6, top - 40 * k],
                [400 + neck + 6, top - 12],
              ],
              [[400 + neck + 6, top + 8]],
              [[400, top + 8]],
            ),
            { fill: accent },
          ) + rect(400 - 24 * k, top - 80 * k, 48 * k, 40 * k, 8, { fill: '#fbf8f1' }),
  };
}

const line0 = (x: number, y: number, to: number): string =>
  straight([
    [x, y],
    [to, y],
  ]);

export function flaskOf(k: number): Shape {
  const [half, top] = [94 * k, FOOT - 330 * k];
  return {
    half,
    full: top + 40 * k,
    base: FOOT,
    body: symmetric(
      [
        [400, top],
        [400 + half * 0.4, top],
      ],
      [
        [400 + half * 0.46, top + 22 * k],
        [400 + half * 0.92, top + 66 * k],
        [400 + half, top + 150 * k],
        [400 + half * 0.94, FOOT - 70 * k],
        [400 + half * 0.8, FOOT],
      ],
      [[400, FOOT]],
    ),
    marks: [
      through([
        [400 - half * 0.5, top + 90 * k],
        [400 - half * 0.56, FOOT - 90 * k],
      ]),
      line0(400 - half, FOOT - 16, 400 + half),
    ],
    cap: (accent) =>
      rect(400 - half * 0.5, top - 26 * k, half, 32 * k, 6, { fill: accent }) +
      path(
        symmetric(
          [
            [400, top - 92 * k],
            [400 + 15 * k, top - 88 * k],
            [400 + 20 * k, top - 62 * k],
            [400 + 13 * k, top - 40 * k],
            [400 + 15 * k, top - 26 * k],
          ],
          [[400, top - 26 * k]],
        ),
        { fill: lighter(accent, 0.5) },
      ),
  };
}

export function jugOf(k: number): Shape {
  const [half, top] = [104 * k, FOOT - 330 * k];
  return {
    half,
    full: top + 44 * k,
    base: FOOT,
    body: symmetric(
      [
        [400, top],
        [400 + half * 0.34, top],
      ],
      [
        [400 + half * 0.36, top + 26 * k],
        [400 + half * 0.9, top + 66 * k],
        [400 + half, top + 120 * k],
        [400 + half, FOOT - 16],
      ],
      [
        [400 + half - 16, FOOT],
        [400, FOOT],
      ],
    ),
    marks: [
      straight(
        [
          [400 - half * 0.7, top + 150 * k],
          [400 + half * 0.7, top + 150 * k],
          [400 + half * 0.7, FOOT - 60 * k],
          [400 - half * 0.7, FOOT - 60 * k],
        ],
        true,
      ),
    ],
    cap: (accent) =>
      rect(400 - half * 0.42, top - 56 * k, half * 0.84, 60 * k, 8, { fill: accent }) +
      path(
        straight([
          [400 - half * 0.2, top - 46 * k],
          [400 - half * 0.2, top - 6],
        ]) +
          straight([
            [400 + half * 0.2, top - 46 * k],
            [400 + half * 0.2, top - 6],
          ]),
        { stroke: lineOn(accent), width: 1.8 },
      ),
  };
}

export function bladderOf(k: number): Shape {
  const [half, top] = [112 * k, FOOT - 420 * k];
  return {
    half,
    full: top + 60 * k,
    base: FOOT,
    body: cornered(
      [
        [400 - half * 0.9, top],
        [400 + half * 0.9, top],
      ],
      [
        [400 + half, top + 80 * k],
        [400 + half, FOOT - 90 * k],
        [400 + half * 0.66, FOOT - 10],
        [400, FOOT],
        [400 - half * 0.66, FOOT - 10],
        [400 - half, FOOT - 90 * k],
        [400 - half, top + 80 * k],
        [400 - half * 0.9, top],
      ],
    ),
    marks: [
      line0(400 - half, top + 26 * k, 400 + half),
      through([
        [400, FOOT - 60 * k],
        [400, top + 120 * k],
      ]),
    ],
    cap: (accent) => rect(400 - half - 8, top - 22 * k, half * 2 + 16, 30 * k, 8, { fill: accent }),
    back: (accent, main) => {
      const hose = through([
        [400 - half * 0.4, FOOT - 24],
        [400 - half - 40, FOOT - 40],
        [400 - half - 62, FOOT - 200 * k],
        [400 - half - 52, top + 60 * k],
        [400 - half - 96, top - 10],
      ]);
      return (
        path(hose, { width: 17 }) +
        path(hose, { stroke: shade(main, 0.12), width: 11 }) +
        path(`M${n(400 - half - 96)} ${n(top - 10)}l-14 -30`, { stroke: accent, width: 20 })
      );
    },
  };
}
