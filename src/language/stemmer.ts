/*
 * The Porter2 ("English") stemmer, written from its public definition at snowballstem.org. Bounded to lower-case
 * a-z words: anything else is not English and is handed back as it is.
 */

const VOWEL = /[aeiouy]/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const EXCEPTIONS = new Map(
  Object.entries({
    skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl',
    ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe',
    atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes',
  }),
); // prettier-ignore
const KEPT_AFTER_STEP_1A = new Set('inning outing canning herring earring proceed exceed succeed'.split(' '));

const STEP_2: readonly (readonly [string, string])[] = [
  ['ization', 'ize'], ['ational', 'ate'], ['fulness', 'ful'], ['ousness', 'ous'], ['iveness', 'ive'],
  ['tional', 'tion'], ['biliti', 'ble'], ['lessli', 'less'], ['entli', 'ent'], ['ation', 'ate'],
  ['alism', 'al'], ['aliti', 'al'], ['ousli', 'ous'], ['iviti', 'ive'], ['fulli', 'ful'], ['enci', 'ence'],
  ['anci', 'ance'], ['abli', 'able'], ['izer', 'ize'], ['ator', 'ate'], ['alli', 'al'], ['bli', 'ble'],
  ['ogi', 'og'], ['li', ''],
]; // prettier-ignore
const STEP_3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'], ['tional', 'tion'], ['alize', 'al'], ['icate', 'ic'], ['iciti', 'ic'], ['ative', ''],
  ['ical', 'ic'], ['ness', ''], ['ful', ''],
]; // prettier-ignore
const STEP_4 = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic'.split(' '); // longest first

const MOST_REMEMBERED = 50_000; // words: more than most catalogues hold
const remembered = new Map<string, string>();

/** The stem of a lower-case English word: `running` and `runs` give `run`; other scripts and codes stay whole. */
export function stem(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (word.length < 3 || word.length > 60 || !/^[a-z]+$/.test(word)) return word;
  const found = stemOf(word);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(word, found);
  return found;
}

function stemOf(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception) return exception;
  // A y that acts as a consonant is written Y until the end.
  let w = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const [r1, r2] = regions(w);
  w = step1a(w);
  if (KEPT_AFTER_STEP_1A.has(w)) return w;
  w = step1b(w, r1);
  w = w.replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  w = replaceEnding(w, STEP_2, r1, (ending, before) =>
    ending === 'ogi' ? before.endsWith('l') : ending === 'li' ? /[cdeghkmnrt]$/.test(before) : true,
  );
  w = replaceEnding(w, STEP_3, r1, (ending, before) => ending !== 'ative' || before.length >= r2);
  w = step4(w, r2);
  return step5(w, r1, r2).replaceAll('Y', 'y');
}

/** Where the regions R1 and R2 of the definition begin. */
function regions(w: string): readonly [number, number] {
  const special = /^(?:gener|commun|arsen|univers|later|emerg|organ|inter)/.exec(w);
  const after = (from: number) => {
    const found = /[aeiouy][^aeiouy]/.exec(w.slice(from));
    return found ? from + found.index + 2 : w.length;
  };
  const r1 = special ? special[0].length : after(0);
  return [r1, after(r1)];
}

function step1a(w: string): string {
  if (w.endsWith('sses')) return w.slice(0, -2);
  if (/(?:ied|ies)$/.test(w)) return w.slice(0, w.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(w) || !w.endsWith('s')) return w;
  return VOWEL.test(w.slice(0, -2)) ? w.slice(0, -1) : w;
}

function step1b(w: string, r1: number): string {
  const eed = /(?:eedly|eed)$/.exec(w);
  if (eed) return eed.index >= r1 ? `${w.slice(0, eed.index)}ee` : w;
  const ending = /(?:ingly|edly|ing|ed)$/.exec(w);
  if (!ending || !VOWEL.test(w.slice(0, ending.index))) return w;
  const rest = w.slice(0, ending.index);
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (DOUBLE.test(rest)) return /^[aeo](?:dd|gg|ff)$/.test(rest) ? rest : rest.slice(0, -1);
  return r1 >= rest.length && endsInShortSyllable(rest) ? `${rest}e` : rest;
}

const endsInShortSyllable = (w: string): boolean =>
  /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY]|^past)$/.test(w);

function replaceEnding(
  w: string,
  endings: readonly (readonly [string, string])[],
  region: number,
  allowed: (ending: string, before: string) => boolean,
): string {
  const found = endings.find(([ending]) => w.endsWith(ending));
  if (!found) return w;
  const before = w.slice(0, w.length - found[0].length);
  return before.length >= region && allowed(found[0], before) ? before + found[1] : w;
}

function step4(w: string, r2: number): string {
  const ending = STEP_4.find((one) => w.endsWith(one));
  if (!ending) return w;
  const before = w.slice(0, w.length - ending.length);
  if (before.length < r2 || (ending === 'ion' && !/[st]$/.test(before))) return w;
  return before;
}

function step5(w: string, r1: number, r2: number): string {
  if (w.endsWith('e')) {
    const before = w.slice(0, -1);
    const drop = before.length >= r2 || (before.length >= r1 && !endsInShortSyllable(before));
    return drop ? before : w;
  }
  return w.endsWith('ll') && w.length - 1 >= r2 ? w.slice(0, -1) : w;
}
