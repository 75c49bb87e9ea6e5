import { english, padded } from './language.ts';

const LEAST_FOREIGN = 2; // words of another language that no English turn would hold together
const CODE = /(?:[{}<>;]|=>|\(\)|==|\/\/|<\/|\b(?:const|function|import|select|def|class|return)\b)/gi;
const MOST_SIGNS = 4; // signs of code above which a message is a paste and no request

/** Why a message cannot be read as a request: written in another language, or pasted code; null where it can. */
export function unreadable(text: string): 'language' | 'code' | null {
  if ((text.match(CODE)?.length ?? 0) >= MOST_SIGNS) return 'code';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 3 && latin < letters / 2) return 'language';
  const said = padded(text).trim().split(' ');
  const foreign = said.filter((word) => english['foreign words'].includes(word)).length;
  const own = said.filter((word) => english['own words'].includes(word)).length;
  return foreign >= LEAST_FOREIGN && foreign > own ? 'language' : null;
}
