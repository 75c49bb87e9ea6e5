import { PHOTO_WIDTHS } from './photo-address.ts';

const LARGEST = PHOTO_WIDTHS[PHOTO_WIDTHS.length - 1];
const MOST_PIXELS = 60_000_000; // a file of some kilobytes can say that it is larger than the memory

/** What a picture of a format that browsers know begins with. SVG is a program as much as a picture, and is none. */
const BEGINS: readonly RegExp[] = [
  /^\xff\xd8\xff/, // JPEG
  /^\x89PNG\r\n\x1a\n/,
  /^GIF8[79]a/,
  /^RIFF[^]{4}WEBP/,
  /^[^]{4}ftyp(?:avif|avis|mif1|heic|heix)/,
];

/** What was fetched is no picture that can be shown. */
class NoPicture extends Error {
  override readonly name = 'NoPicture';
}

/** The photograph as the shop keeps it: upright, at most 1600 pixels a side, without what cameras write into files. Throws NoPicture. */
export async function keptPhoto(fetched: Uint8Array): Promise<Buffer> {
  const begins = Buffer.from(fetched.subarray(0, 32)).toString('latin1');
  if (!BEGINS.some((one) => one.test(begins)))
    throw new NoPicture(`begins with ${JSON.stringify(begins.slice(0, 12))}`);
  try {
    const { default: sharp } = await import('sharp'); // loaded on first use
    return await sharp(fetched, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: LARGEST, height: LARGEST, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 88, effort: 2 })
      .toBuffer();
  } catch (error) {
    throw new NoPicture('cannot be read', { cause: error });
  }
}

/** The kept photograph in a width; a smaller one stays as it is. */
export async function atWidth(photo: Uint8Array, width: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp(photo).resize({ width, withoutEnlargement: true }).webp({ quality: 78, effort: 3 }).toBuffer();
}
