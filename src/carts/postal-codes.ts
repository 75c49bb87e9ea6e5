/*
 * How postal codes are written (Universal Postal Union, addressing systems), and where they lie in countries whose codes
 * follow states and provinces (USPS Publication 65, Canada Post). A country that is not here takes what is typed.
 */

const DIGITS: Readonly<Record<number, string>> = {
  3: 'IS',
  4: 'AT AU BE BG CH CY DK HU LI LU LV NO NZ SI',
  5: 'DE EE ES FI FR HR IT LT MC MX TR UA',
  6: 'RO',
};

const WRITTEN: Readonly<Record<string, readonly [form: RegExp, example: string]>> = {
  ...Object.fromEntries(
    Object.entries(DIGITS).flatMap(([digits, countries]) =>
      countries
        .split(' ')
        .map((one) => [
          one,
          [new RegExp(`^(?:[a-z]{1,2}-)?\\d{${digits}}$`, 'i'), '123456'.slice(0, Number(digits))] as const,
        ]),
    ),
  ),
  US: [/^\d{5}(?:-?\d{4})?$/, '80302'],
  CA: [/^[abceghj-nprstvxy]\d[abceghj-nprstv-z] ?\d[abceghj-nprstv-z]\d$/i, 'K1A 0B1'],
  GB: [/^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i, 'SW1A 1AA'],
  IE: [/^[a-z]\d[\dw] ?[a-z\d]{4}$/i, 'D02 X285'],
  NL: [/^\d{4} ?[a-z]{2}$/i, '1012 AB'],
  PL: [/^\d{2}-?\d{3}$/, '00-950'],
  PT: [/^\d{4}-?\d{3}$/, '1000-205'],
  SE: [/^\d{3} ?\d{2}$/, '111 22'],
  CZ: [/^\d{3} ?\d{2}$/, '110 00'],
  SK: [/^\d{3} ?\d{2}$/, '811 01'],
  GR: [/^\d{3} ?\d{2}$/, '104 31'],
  MT: [/^[a-z]{3} ?\d{4}$/i, 'VLT 1117'],
  JP: [/^\d{3}-?\d{4}$/, '100-0001'],
  BR: [/^\d{5}-?\d{3}$/, '01310-100'],
  IN: [/^[1-9]\d{2} ?\d{3}$/, '110 001'],
};

/** The first three digits that each state has, as spans; what is shared stands with both. */
const US =
  'AL 350-369|AK 995-999|AZ 850-865|AR 716-729|CA 900-961|CO 800-816|CT 060-069|DE 197-199|DC 200-205 569|FL 320-349|GA 300-319 398-399|HI 967-968|ID 832-838|IL 600-629|IN 460-479|IA 500-528|KS 660-679|KY 400-427|LA 700-715|ME 039-049|MD 206-219|MA 010-027 055|MI 480-499|MN 550-567|MS 386-397|MO 630-658|MT 590-599|NE 680-693|NV 889-898|NH 030-038|NJ 070-089|NM 870-884|NY 005 063 100-149|NC 270-289|ND 580-588|OH 430-459|OK 730-749|OR 970-979|PA 150-196|RI 028-029|SC 290-299|SD 570-577|TN 370-385|TX 733 750-799 885|UT 840-847|VT 050-059|VA 201 220-246|WA 980-994|WV 247-268|WI 530-549|WY 820-831 834|AS 967|GU 969|MP 969|PR 006-009|VI 008|AA 340|AE 090-098|AP 962-966';
/** The first letter that each province has. */
const CA = 'AB T|BC V|MB R|NB E|NL A|NS B|NT X|NU X|ON K L M N P|PE C|QC G H J|SK S|YT Y';

const table = (text: string) =>
  new Map(text.split('|').map((entry) => [entry.slice(0, 2), entry.slice(3).split(' ')] as const));
const PLACES: Readonly<Record<string, ReadonlyMap<string, readonly string[]>>> = {
  US: table(US),
  CA: table(CA),
};

/** How a country's codes are written, where what was typed is written otherwise; null where it is right or nothing is known. */
export function otherwiseWritten(country: string, typed: string): string | null {
  const known = WRITTEN[country];
  return known && !known[0].test(typed.trim()) ? known[1] : null;
}

/** Whether a code lies in that region of the country, given by its two letters; true where nothing is known of either. */
export function liesIn(country: string, region: string, typed: string): boolean {
  const spans = PLACES[country]?.get(region);
  if (!spans) return true;
  const code = typed.trim().toUpperCase();
  return spans.some((span) => {
    const [from = '', to = from] = span.split('-');
    const start = code.slice(0, from.length);
    return start >= from && start <= to;
  });
}
