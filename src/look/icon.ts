import type { Palette } from './palette.ts';

/** A small picture for tabs of browsers: the first letter of a name in the colours of the shop. */
export function iconOf(name: string, { signal, 'on-signal': on }: Palette): string {
  const letter = /\p{L}|\p{N}/u.exec(name)?.[0]?.toUpperCase() ?? '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="${signal}"/>` +
    `<text x="32" y="46" font-family="Helvetica, Arial, sans-serif" font-size="40" font-weight="700" text-anchor="middle" fill="${on}">${letter}</text></svg>`
  );
}
