/*
 * English words that join, point and ask, each list once; the lists that readers of a question use are composed of
 * them.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ARTICLE_WORDS = words('a an the');
const POSSESSIVE_WORDS = words('my our his her their');

/** Words of asking that neither an index nor a question's meaning turns on. */
const BASIC = words(
  `${ARTICLE_WORDS.join(' ')} i me my we you your am is are be do does can could would what which show get give need want
   any some please and or to of in on it that this there have has with`,
);
/** Words of asking that a product's own text may hold, so an index keeps them. */
const REQUESTS = words(
  'im should find looking look search searching recommend suggest best good great nice something anything one thing things',
);
const LINKING = words(`${ARTICLE_WORDS.join(' ')} of is with has have be that are to for in`);

/** Left out of an index: they say nothing about a product. "without" and "no" stay: they do. */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...BASIC,
  ...POSSESSIVE_WORDS,
  ...words(
    `about as at been but by did for from got had he him how if into its just let may off s she so tell than the them
     then these they those was were when where who will`,
  ),
]);

/** Carry a question but name nothing to rank by. */
export const CARRIER_WORDS: ReadonlySet<string> = new Set([
  ...BASIC,
  ...REQUESTS,
  ...words(
    `our was did will shall may might needs wants wanted thanks hi hello hey these those whats who where how its them they
     had got sell stock offer buy like but at for as so ones only just than then really very product products item items
     also help us new`,
  ),
]);

/** Carry a question at times, and at times belong to a name or say how good a thing is: ranking decides. */
export const TELLING_CARRIERS: ReadonlySet<string> = new Set(
  words('best good great nice new product products item items who'),
);

/** Ask, and are no thing that something could be for. */
export const ASKING_WORDS: ReadonlySet<string> = new Set([
  ...BASIC,
  ...REQUESTS,
  ...words(
    `i'm shopping hunting asking ask recommendation recommendations suggestion suggestions idea ideas advice option options
     cheap cheapest stuff gift gifts present presents`,
  ),
]);

/** May follow an amount without naming what it is of: "under 100 for my dad". */
export const AFTER_AMOUNT: ReadonlySet<string> = new Set([
  ...LINKING,
  ...words('and it i can my me please but or which on by as each apiece then so thanks'),
]);

/** May stand between a number and the name of its measure: "weight of at most 300 g". */
export const BESIDE_MEASURE: ReadonlySet<string> = new Set([...LINKING, ...words(': = its should must -')]);

/** May stand between an attribute's name and its value: "terrain should be trail". */
export const BEFORE_VALUE: ReadonlySet<string> = new Set(words('is of = are in should be must only a -'));

export const ARTICLES: ReadonlySet<string> = new Set([...ARTICLE_WORDS, 'any']);
/** Say that a thing is somebody's already. */
export const POSSESSIVES: ReadonlySet<string> = new Set([...POSSESSIVE_WORDS, 'your']);
/** May stand before a person: "for my dad". */
export const BEFORE_PERSON: ReadonlySet<string> = new Set([...POSSESSIVE_WORDS, ...ARTICLE_WORDS]);
