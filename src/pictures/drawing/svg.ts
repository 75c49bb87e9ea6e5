export type Point = readonly [number, number];

/** The one outline colour of the house. */
export const ink = '#16171d';

export const paper = '#fbf8f1';

/** A number as short as a drawing needs it: one decimal. */
export const n = (value: number): string => String(Math.round(value * 10) / 10 || 0);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from anywhere made safe as XML text and attribute value; characters XML forbids are dropped. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

export interface Look {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly clip?: string;
  readonly cap?: 'butt';
}

const attributes = ({ fill, stroke, width, dash, clip, cap }: Look): string =>
  [
    fill && ` fill="${fill}"`,
    stroke && ` stroke="${stroke}"`,
    width !== undefined && ` stroke-width="${n(width)}"`,
    dash && ` stroke-dasharray="${dash}"`,
    clip && ` clip-path="url(#${clip})"`,
    cap && ` stroke-linecap="${cap}"`,
  ]
    .filter(Boolean)
    .join('');

/** A path; the sheet's own outline (ink, 3 px, no fill) holds where the look says nothing. */
export const path = (d: string, look: Look = {}): string => `<path d="${d}"${attributes(look)}/>`;

export const circle = ([x, y]: Point, r: number, look: Look = {}): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"${attributes(look)}/>`;

export const rect = (x: number, y: number, w: number, h: number, r = 0, look: Look = {}): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"${r ? ` rx="${n(r)}"` : ''}${attributes(look)}/>`;

export const line = (a: Point, b: Point, look: Look = {}): string =>
  path(`M${n(a[0])} ${n(a[1])}L${n(b[0])} ${n(b[1])}`, look);

export const group = (inner: string, look: Look = {}): string => `<g${attributes(look)}>${inner}</g>`;

export const clipped = (id: string, d: string): string => `<clipPath id="${id}"><path d="${d}"/></clipPath>`;

/** A label; the words may come from the feed and are escaped here. */
export function label(
  at: Point,
  words: string,
  { anchor = 'start', size = 25, fill = ink, weight = 600 }: LabelLook = {},
): string {
  const where = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${n(at[0])}" y="${n(at[1])}"${where} font-size="${size}" font-weight="${weight}" fill="${fill}" stroke="none">${escapeXml(words)}</text>`;
}

interface LabelLook {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly fill?: string;
  readonly weight?: 400 | 500 | 600;
}

/** A whole picture, 800 by 600, transparent ground. `alt` becomes its title. */
export const sheet = (body: string, alt: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" role="img" font-family="system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif" style="font-variant-numeric:tabular-nums"><title>${escapeXml(alt)}</title><g fill="none" stroke="${ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">${body}</g></svg>`;
