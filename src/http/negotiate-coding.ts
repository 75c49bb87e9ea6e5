/** The content coding to answer in: Brotli before gzip, each only where it is named and not refused with q=0; else null. */
export function wishedCoding(acceptEncoding: string | null): 'br' | 'gzip' | null {
  const wanted = (name: string) =>
    (acceptEncoding ?? '')
      .slice(0, 500)
      .split(',')
      .some((part) => {
        const [coding, ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
        return coding === name && !parameters.some((one) => /^q\s*=\s*0(?:\.0*)?$/.test(one));
      });
  if (wanted('br')) return 'br';
  return wanted('gzip') ? 'gzip' : null;
}
