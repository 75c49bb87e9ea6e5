/** An attribute's name as Google's specification writes it: lower case, underscores, no `g:`. */
export const googleName = (name: string): string =>
  name
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
    .replace(/^[gc]:/, '')
    .replace(/[\s-]+/g, '_');

export function isGoogleHeader(columns: readonly string[]): boolean {
  const names = new Set(columns.map(googleName));
  return names.has('id') && names.has('title') && names.has('price');
}
