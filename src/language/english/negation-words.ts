import { ARTICLES } from './function-words.ts';

const DENIALS = ['not', 'no', 'non', 'except', 'without', "isn't", 'excluding'] as const;

/** Deny the value beside an attribute's name: "terrain: not road". */
export const DENIES_VALUE: ReadonlySet<string> = new Set([...DENIALS, '!']);

/** Begin a denial that stands anywhere: "anything but pink". */
export const OPENS_DENIAL: ReadonlySet<string> = new Set([
  ...DENIALS,
  ...['minus', 'never', "don't", "aren't", 'but', 'other', 'anything'],
]);

/** Lead from a denial to what is denied: "not made by". */
export const BEFORE_DENIED: ReadonlySet<string> = new Set([
  ...ARTICLES,
  ...[
    'of',
    'too',
    'added',
    '-',
    'in',
    'with',
    'from',
    'by',
    'made',
    'made by',
    'for',
    'have',
    'want',
    'brand',
  ],
]);
