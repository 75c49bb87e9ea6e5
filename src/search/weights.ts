/*
 * Every number the ranking turns on, in one place. "Measured" means: on judged queries of three unlike catalogues
 * (general merchandise, home improvement, electronics), one setting for all; `npm run tune` repeats it on your own.
 */

/** BM25F. A word in a title says what a product is, a word in a description often what it goes with. */
export const fieldWeights = {
  title: 3.5, // measured: with stemming and units worth .05 NDCG@10 over flat fields; 3 to 5 differ by .005 at most
  class: 3, // the merchant's own noun for the thing; below the title, since feeds often leave it coarse
  brand: 2, // shoppers name brands on purpose, but titles repeat them
  attributes: 1,
  codes: 1, // SKU, GTIN, MPN: their idf is so high that any weight finds them
  description: 1,
  editorial: 1, // the shop's own words are prose like the description
} as const;

export type Field = keyof typeof fieldWeights;

export const bm25 = {
  k1: 1.2, // the usual value; changing it gained nothing measurable
  b: 0.5, // below the usual .75: a long title is a precise one, not a padded one
} as const;

/** What a stand-in for a word the shopper typed is worth beside the word itself (1). */
export const alternatives = {
  joined: 0.8, // "note book" for "notebook"
  split: 0.7, // "headphonestand" as two words
  spelling: [0.85, 0.7], // best and second-best correction
  same: 0.9, // "couch" for "sofa": one thing under two names, a little below the word that was typed
  aside: 0.6, // the asked noun where it only stands in names of what goes with the thing, beside the thing's own name
  synonym: 0.5, // "jacket" for "coat": neighbours in meaning are not always what is wanted
  purpose: 0.5, // "cats" of "bowl for cats": whom or what it is for ranks behind what it is
  compound: 0.8, // "Holzschraube" for "Schraube": one of them, said more exactly
  weak: 0.25, // "under", "something", "looking": what is left of a word that says how or how much, not what
} as const;

/** Added to BM25F divided by the best BM25F of the query, so each is a share of a perfect word match. */
export const features = {
  // Measured: worth .005 (home improvement) to .02 (general goods) at .2, where it cost electronics .008 beside .15.
  head: 0.15,
  // What a product is called counts once more, as this share of the noun where that is all that was asked and less beside
  // other words. Measured: judged only .003 (home improvement) to .009 (general goods, electronics); twice as much cost
  // home improvement .004.
  thing: 0.15,
  phrase: 0.1, // measured: .005 to .01; neighbours in the query that are neighbours in the title
  together: 0.1, // measured: .002 to .003 on two sets; the question's words near each other in the title, in any order
  // Measured: .2 to .3 differ by less than chance on two sets; electronics prefer less, general goods more.
  vector: 0.25,
  hostedVector: 0.6, // not measured here: published hybrids weigh a sentence model about even with words
  popularity: 0.03, // a tie-break: it may not lift a product over one that matches a word more
  // Google's age_group says who it is for. Where nobody names a child it is seldom meant; smaller than a missed word.
  forChildren: -0.1,
  // The power of the share of idf that a product covers. Measured: .5 to 2 differ by less than chance on three sets.
  coverage: 1,
  // What the question names and one variant states, shared by all that it names: less than a missed word of two.
  preferred: 0.2,
  // The power of a word's idf in a question. Measured: .4 to .8 are alike and above 1 on general goods (.006) and
  // home improvement (.002), electronics indifferent: the rarest word of a question is as often its least.
  telling: 0.6,
  named: 0.1, // the question is the product's whole name, and nothing is left of it that another has, too
  // What is called by the noun of what the wanted thing is used on is not wanted: as much as a word match.
  served: -1,
  soldOut: -0.05, // a tie-break against what cannot be bought; a filter removes it altogether
} as const;

/** How much of the head feature each place of the query's noun in a title earns. */
export const headShares = { first: 1, later: 1, modifier: 0.3, goesWith: 0, absent: 0.15 } as const;

export const bounds = {
  /** Products that are ranked by words at most; a listing by filters alone has no such bound. */
  candidates: 400,
  /** The same where they are listed by price or date: the cheapest of the best 400 is not the cheapest. */
  sorted: 5_000,
  /** Of these, the best by words are scored by every feature. Measured: 200 and 400 gave the same first ten at more cost. */
  reranked: 100,
  /** Products a hosted model may bring in that share no word with the question. */
  vectorOnly: 100,
  queryCharacters: 1_000,
  queryWords: 24,
  /** Distinct terms indexed of one product, best first: bounds the index. */
  termsOfProduct: 400,
} as const;

/** Passages of the shop's words: FAQs, sections of guides and policies, product words. */
export const passageWeights = {
  title: 2, // a question or heading says what its text answers
  synonym: 0.8, // "shipping" for "delivery": in prose about service the words are one
  usualLength: 60, // words of a usual passage; a fixed number, so that adding one passage changes no other
  aside: 0.8, // another product's words in a general question, general words in a question about a product
  // Below it a caller says "I don't know". Measured on the demonstration shop: 17 of 20 questions that its words
  // answer stay above it, 17 of 18 that they do not stay below.
  leastScore: 0.6,
} as const;

/** The catalogue's own vectors are switched off where fewer products than this share have a real description. */
export const leastDescribed = 0.5; // measured: on a catalogue of titles only they lowered NDCG@10
