const EURO = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK';
const OTHERS =
  'US:USD CA:CAD GB:GBP AU:AUD NZ:NZD CH:CHF LI:CHF NO:NOK SE:SEK DK:DKK PL:PLN CZ:CZK HU:HUF RO:RON BG:EUR JP:JPY CN:CNY ' +
  'HK:HKD SG:SGD IN:INR KR:KRW TW:TWD TH:THB MY:MYR ID:IDR PH:PHP VN:VND AE:AED SA:SAR QA:QAR IL:ILS TR:TRY ZA:ZAR BR:BRL ' +
  'MX:MXN AR:ARS CL:CLP CO:COP PE:PEN UA:UAH EG:EGP MA:MAD NG:NGN KE:KES';

const byCountry: ReadonlyMap<string, string> = new Map([
  ...EURO.split(' ').map((country) => [country, 'EUR'] as const),
  ...OTHERS.split(' ').map((pair) => pair.split(':') as [string, string]),
]);

/** The currency that shops of a country mostly sell in, ISO 4217 by ISO 3166; undefined where it is not known. */
export const currencyOfCountry = (country: string): string | undefined => byCountry.get(country);
