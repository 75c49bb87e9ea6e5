import { termOf } from './tokens.ts';

/*
 * Words that shoppers and merchants use for the same thing in any shop: British and American names, short forms,
 * the words of service. Language data, no shop's own list: what one trade alone equates belongs in its product words.
 */

const WORDS = `
tv television televisions telly
fridge refrigerator
sofa couch settee loveseat
wardrobe armoire
curtain drape
rug carpet
lamp light lighting
tap faucet
bin trash garbage wastebasket rubbish
nappy diaper
pram stroller pushchair buggy
cot crib
torch flashlight headtorch
spanner wrench
vacuum hoover
hob cooktop stove
duvet comforter quilt
cushion pillow
laptop notebook
pc computer desktop
phone smartphone cellphone mobile handset
photo picture image
bike bicycle cycle
sneaker trainer
shoe footwear
trousers pants
jumper sweater pullover
vest gilet
swimsuit swimwear bathers
sunglasses shades
rucksack backpack knapsack
purse handbag
earphone earbud headphone
headlamp headlight
hat cap beanie
hoodie sweatshirt
jacket coat
mom mum mother
dad father
kid child children youth
men man male gents
women woman female ladies
gray grey
color colour
fiber fibre
aluminum aluminium
refund return exchange
ship shipping delivery deliver postage
pay payment
cancel cancellation
warranty guarantee
store shop
cheap inexpensive affordable budget
`;
// The left word is written as the two on the right by others.
const PAIRS = `
21k half marathon
42k full marathon
hrm heart rate
ac air conditioner
ssd solid state
hdd hard drive
psu power supply
ups uninterruptible power
bbq barbecue grill
`;

const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split(' ')
        .filter((word) => /^[\p{L}\p{N}]+$/u.test(word))
        .map(termOf),
    );

const sets = lines(WORDS);
const byTerm = new Map<string, readonly string[]>();
for (const set of sets) {
  for (const term of set) byTerm.set(term, [...new Set([...(byTerm.get(term) ?? []), ...set])]);
}
const pairs = lines(PAIRS);
const pairOf = new Map(pairs.map(([short = '', ...words]) => [short, words]));
const shortOf = new Map(pairs.map(([short = '', ...words]) => [words.join(' '), short]));

/** Terms that mean the same as a term, itself left out. */
export const synonymsOf = (term: string): readonly string[] =>
  byTerm.get(term)?.filter((other) => other !== term) ?? [];

/** The two terms a short form stands for; null for other terms. */
export const longForm = (term: string): readonly string[] | null => pairOf.get(term) ?? null;

/** The short form of two neighbouring terms; null where there is none. */
export const shortForm = (first: string, second: string): string | null =>
  shortOf.get(`${first} ${second}`) ?? null;
