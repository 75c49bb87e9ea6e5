/*
 * How shoppers and merchants name the people a thing is for, as forms (`wordForm`: lower case, singular). English.
 */

export const MEN: ReadonlySet<string> = new Set(['men', 'man', 'male', 'gentleman', 'gent']);
export const WOMEN: ReadonlySet<string> = new Set(['women', 'woman', 'female', 'lady']);

/** Men and boys, women and girls. */
export const MALES: ReadonlySet<string> = new Set([...MEN, 'boy']);
export const FEMALES: ReadonlySet<string> = new Set([...WOMEN, 'girl']);

/** What Google Merchant Center calls `kids`, as merchants write it. */
export const KIDS: ReadonlySet<string> = new Set(['kid', 'child', 'children', 'junior']);

/** Values of an age group that is below the grown: Google Merchant Center's and those that feeds add to them. */
export const CHILD_AGE_GROUPS: ReadonlySet<string> = new Set([
  'newborn',
  'infant',
  'toddler',
  ...KIDS,
  'youth',
]);

const MEN_OF_FAMILY = 'dad father husband boyfriend grandpa grandfather uncle brother';
const WOMEN_OF_FAMILY = 'mom mum mother wife girlfriend grandma grandmother aunt sister';
const YOUNG_OF_FAMILY = 'son daughter nephew niece grandson granddaughter';
const YOUNG = 'kid kids child children';

/** Whom a thing is bought for. */
export const RECIPIENTS: ReadonlySet<string> = new Set(
  `${MEN_OF_FAMILY} ${WOMEN_OF_FAMILY} ${YOUNG_OF_FAMILY} ${YOUNG} partner spouse friend colleague boss coach teacher fiance
   fiancee parents cousin neighbour neighbor`.split(/\s+/),
);

/** Words that are said of children alone. */
export const CHILD_WORDS = `${YOUNG} ${YOUNG_OF_FAMILY} baby babies infant toddler newborn kiddie childrens junior youth teen teenager boy boys girl
   girls grandchild grandchildren school schoolchild nursery pupil preschool`;

const of = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const MEN_BOUGHT_FOR = of(MEN_OF_FAMILY);
const WOMEN_BOUGHT_FOR = of(WOMEN_OF_FAMILY);
const CHILDREN_BOUGHT_FOR = of(`${YOUNG_OF_FAMILY} ${YOUNG}`);

/** Which kind of person a recipient is; null where the word does not tell. */
export const groupOfRecipient = (who: string): 'man' | 'woman' | 'child' | null =>
  MEN_BOUGHT_FOR.has(who)
    ? 'man'
    : WOMEN_BOUGHT_FOR.has(who)
      ? 'woman'
      : CHILDREN_BOUGHT_FOR.has(who)
        ? 'child'
        : null;

/**
 * How names say for whom of these a thing is. No relation that is a maker's name, as Brother; not male and female, which
 * plugs are; no single man, whom pictures show.
 */
export const SAID_OF_PERSON = {
  man: 'men gent gentlemen dad father',
  woman: 'women lady ladies mom mum mother',
  child: 'kid kids child children junior boy girl toddler youth',
} as const;
