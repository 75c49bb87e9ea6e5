import { plural } from './plural.ts';

/** What the conversation says with words of its own, beside the sentences that a merchant may word. */
export const answers = {
  language: 'en',
  /** The name of a kind, an option or a fact within a sentence. */
  within: (name: string) => name.toLowerCase(),
  /** The same without touching what is written in capitals: `GPS watches`. */
  begun: (text: string) => text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()),
  and: ' and ',
  or: ' or ',
  the: (title: string) => (/^the\b/i.test(title) ? title : `the ${title}`),
  lookingThrough: 'Looking through the shelves',
  which: (label: string) => `Which ${label}?`,
  nothingSafe: 'What I found on that is not fit to repeat. Please ask about a product or in other words.',
  reach: (email: string, phone: string | undefined, hours: string) =>
    `A person answers at ${email}${phone ? ` or ${phone}` : ''}, ${hours}.`,
  notInShop: 'That product is not in the shop any more.',
  about: {
    statesNothing: (title: string) => `The shop states nothing about that for the ${title}.`,
    inGeneral: (text: string) => `In general: ${text}`,
    notWhether: 'Whether that makes it right for this, the shop does not say.',
    nothingMore: 'The shop says nothing more about that.',
    opening: (title: string, price: string) => `The ${title}, ${price}.`,
    for: (text: string) => `For: ${text}`,
    notFor: (text: string) => `Not for: ${text}`,
    not: (title: string) => `No, the shop would not take the ${title} for that.`,
    withLimit: (text: string) => `With a limit: ${text}`,
    itIsFor: (text: string) => `Yes. It is for: ${text}`,
    yesFor: (text: string) => `Yes, for ${text}`,
    yes: (text: string) => `Yes. ${text}`,
    among: (use: string, title: string) => `Yes, the shop lists ${use} among what the ${title} is for.`,
    is: (title: string, what: string) => `Yes, the ${title} is ${what}.`,
    isNot: (title: string, what: string) => `No, the ${title} is not ${what}.`,
    has: (title: string, what: string) => `Yes, the ${title} has ${what}.`,
    hasNo: (title: string, what: string) => `No, the ${title} has no ${what}.`,
    value: { yes: 'yes', no: 'no' },
    notReviewed: (title: string) => `Nobody has reviewed the ${title} here yet.`,
    reviewed: (title: string, average: number, count: number) =>
      `The ${title} has ${average} of 5 stars from ${plural(count, { one: `${count} review`, other: `${count} reviews` })}.`,
    notStatedIn: (title: string, colors: string, comes: string, price: string) =>
      `No ${colors} is stated for the ${title}; it comes in ${comes || 'one version only'}, ${price}.`,
  },
  variants: {
    notIn: (title: string, values: string, come: string) =>
      `No, the ${title} does not come in ${values}; it comes in ${come}.`,
    inStock: (list: string) => `In stock: ${list}.`,
    isInStock: (title: string, wanted: string, left: string, price: string) =>
      `Yes, the ${title} in ${wanted} is in stock${left ? `, ${left}` : ''}: ${price}.`,
    in: (what: string, given: string) => `${what} in ${given}`,
    soldOut: (title: string, wanted: string) => `No, the ${title} in ${wanted} is sold out.`,
    restToo: 'So is the rest of it.',
    byOption: (title: string, option: string, values: string) =>
      `${title}, in stock by ${option}: ${values}.`,
    andMore: ' and more',
    anyInStock: (title: string, price: string) => `Yes, the ${title} is in stock: ${price}.`,
    noneInStock: (title: string) => `No, the ${title} is sold out.`,
    comesIn: (title: string, lists: string) => `The ${title} comes in ${lists}.`,
    comesAs: (title: string, options: string, price: string, offer: string) =>
      `The ${title} comes ${options}, ${price}${offer ? `: ${offer}` : ''}.`,
    comesNot: (title: string, options: string) => `The ${title} does not come ${options}.`,
    thatWay: 'that way',
    cost: (title: string, price: string) => `The ${title} is sold out; it cost ${price}.`,
    costs: (prices: string) => `It costs ${prices}.`,
    priceIn: (price: string, values: string) => `${price} in ${values}`,
    before: (price: string) => `, reduced from ${price}`,
    notReduced: 'It is not reduced now.',
    also: (others: string) => `also ${others}`,
    choices: (count: number, name: string) => `${count} ${several(name)}`,
    choose: (names: string) => `Choose ${names}`,
    from: (price: string) => `from ${price}`,
  },
  compare: {
    costsLess: (title: string, price: string, others: string) =>
      `The ${title} costs less: ${price}, against ${others}.`,
    priceFor: (price: string, title: string) => `${price} for the ${title}`,
    notStated: 'not stated',
    less: (price: string) => `${price} less`,
    better: {
      weight: (by: string) => `${by} lighter`,
      battery_life: (by: string) => `${by} more battery life`,
      durability: (by: string) => `${by} more expected life`,
      servings: (by: string) => `${by} more servings`,
      brightness: (by: string) => `${by} brighter`,
      capacity: (by: string) => `${by} more capacity`,
      water_resistance: (by: string) => `${by} more water resistance`,
    },
    alike: (label: string, sides: string) => `They are alike in ${label}: ${sides}.`,
    most: (title: string, label: string, value: string, rest: string) =>
      `The ${title}: ${label} ${value}, against ${rest}.`,
    valueOf: (value: string, title: string) => `${value} of the ${title}`,
    take: (title: string, other: string, because: string) =>
      because ? `I would take the ${title} over the ${other}: ${because}.` : `I would take the ${title}.`,
    giveUp: (other: string, what: string) => `You give up what the ${other} has: ${what}.`,
    itIsFor: (text: string) => `It is for: ${text}`,
    otherIsFor: (other: string, text: string) => `The ${other}: ${text}`,
  },
  cart: {
    whichOne: (state: string) => `Which one do you mean? ${state}`,
    whichOf: (titles: string) => `Which one: ${titles}?`,
    notTold: (words: string) => `I could not tell which product “${words}” is, so it is not in your cart.`,
    whichOption: (option: string, title: string, some: string) =>
      `Which ${option} of the ${title}? In stock: ${some}.`,
    nothingChanged: (title: string, comesIn: string) =>
      `Nothing is changed: I find no such ${title}. It comes in ${comesIn}.`,
    holdsAlready: (quantity: number, what: string) => `Your cart holds ${quantity} × ${what} already.`,
    notIn: (title: string, wanted: string) => `The ${title} cannot be had in ${wanted} now.`,
    soldOut: (title: string) => `The ${title} is sold out.`,
    nearest: (variant: string, price: string) => `The nearest is ${variant}, ${price}.`,
    kept: (variant: string) => `Your cart keeps it in ${variant}.`,
    notInCart: (title: string) => `The ${title} is not in your cart.`,
    onlyWhenAsked: 'I change the cart only when you ask for it.',
    notDone: 'That could not be done.',
    pieces: (count: number) => plural(count, { one: `${count} piece`, other: `${count} pieces` }),
    whichVariant: (title: string, variants: string) => `Which ${title}: ${variants}?`,
    valueOrPieces: (value: string, quantity: number, title: string) =>
      `Do you mean ${value} or ${quantity} pieces of the ${title}?`,
    oneKind: 'one kind only',
    each: (price: string) => `${price} each`,
    andMore: (count: number) => `and ${count} more`,
  },
  search: {
    readAs: (text: string) => `I read that as "${text}".`,
    more: (titles: string, total: number | null) =>
      `${total === null ? 'More of what matches' : `More of the ${total} that fit`}: ${titles}.`,
    named: (title: string, price: string) => `the ${title}, ${price}`,
    group: (request: string, title: string, price: string) => `For ${request}: the ${title}, ${price}.`,
    groupNone: (request: string) => `We have no ${request}`,
    nearest: (title: string, price: string, breaks: string) =>
      `the nearest is the ${title} at ${price}${breaks}.`,
    leastFirst: ', least expensive first',
    mostFirst: ', most expensive first',
    forRecipient: (recipient: string, occasion: string | null) =>
      occasion ? ` for your ${recipient}’s ${occasion}` : ` for your ${recipient}`,
    nothingCheaper: 'Nothing less expensive fits the rest.',
    nothingFurther: 'Nothing goes further on that and fits the rest.',
    matching: (text: string) => ` that match “${text}”`,
    none: (what: string) => `We have no ${what}.`,
    plainNo: (why: string) => `No. ${why}`,
    noneExactly: 'We have nothing that matches exactly.',
    those: (count: number) => `those ${count}`,
    kind: 'kind',
    things: 'things',
    with: (what: string) => `with ${what}`,
    without: (what: string) => `without ${what}`,
    not: (what: string) => `not ${what}`,
    notIn: (what: string) => `not in ${what}`,
    priced: (range: string) => `for ${range}`,
    withLeast: (least: string, name: string) => `with ${least} of ${name}`,
    withBounds: (name: string, bounds: string) => `with ${name} ${bounds}`,
    others: 'others',
    bestMatches: 'Best matches',
    fit: (total: number) => plural(total, { one: 'One fits', other: `${total} fit` }),
    nearestTo: (what: string) => `Nearest to ${what}`,
    nearestOnes: 'Nearest',
  },
  shape: {
    empty: 'The shop has nothing on its shelves yet.',
    extreme: (isLeast: boolean, products: number, name: string | null, title: string, price: string) =>
      `The ${isLeast ? 'least' : 'most'} expensive${name ? ` of our ${products} ${name}` : ` of all ${products} products`} is the ${title} at ${price}.`,
    brands: (count: number, names: string) => `We carry ${count} brands: ${names}.`,
    holds: (products: number, name: string | null) =>
      name ? `We have ${products} in ${name}` : `We have ${products} products`,
    range: (least: string, leastTitle: string, most: string, mostTitle: string) =>
      `from ${least} (${leastTitle}) to ${most} (${mostTitle})`,
  },
  chips: {
    seeCart: 'See the cart',
    addTitle: (title: string) => `Add the ${title} to my cart`,
    addVariant: (title: string, variant: string) => `Add the ${title} in ${variant}`,
    kit: (choice: string) => `Put together a kit: ${choice}`,
    buyKit: 'Choose sizes and buy it',
    person: 'Ask a person',
    personWords: 'I would like to talk to a person',
    compare: 'Compare the first two',
    cheaper: 'Something cheaper',
    whatFor: (aim: string) => `What is for ${aim}`,
    whatForWords: (aim: string) => `What do you have for ${aim}?`,
    notFor: 'Who is it not for?',
    add: 'Add it to my cart',
    forget: (label: string) => `Forget: ${label}`,
  },
  cards: {
    order: (number: string) => `Order ${number}`,
    openOrder: 'Open the order',
    state: 'State',
    what: 'What',
    total: 'Total',
    tracking: 'Tracking',
    return: 'Return',
    returnNumber: (id: string) => `Return ${id}`,
    canComeBack: 'Can come back',
    onceHere: 'once it is here',
    offers: 'Offers',
    together: (together: string, apart: string) => `${together} together, ${apart} apart`,
    allOffers: 'All offers and what they need',
    allBundles: 'All bundles',
    signIn: 'Sign in',
    join: (program: string) => `Join ${program}`,
    worth: (points: number, worth: string) => `${points}, worth ${worth}`,
    tier: 'Tier',
    howPoints: 'How they came about',
    dueSoon: 'Due soon',
    with: (title: string) => `With the ${title}`,
    for: (purpose: string) => `For ${purpose}`,
  },
  fallback: {
    cap: 'The assistant has had its share of questions for now, so the shop answered this itself, from the same products and pages.',
    slow: 'The assistant took too long, so the shop answered this itself, from the same products and pages.',
    left: 'You had left before the assistant was done, so the shop answered this itself, from the same products and pages.',
    away: 'The assistant cannot be reached at the moment, so the shop answered this itself, from the same products and pages.',
    language:
      'The assistant answered in another language, so the shop answered this itself, from the same products and pages.',
    unclear:
      'The assistant did not come to an answer, so the shop answered this itself, from the same products and pages.',
  },
  broken: {
    stopped: 'Stopped.',
    late: 'The rest of this answer did not come in time.',
    wrong: (reach: string) =>
      `Something went wrong on our side, and your message is kept. Please ask again. ${reach}`,
    cutOff: 'The answer was cut off. Please ask again.',
  },
  handOff: {
    tooMany: (wait: string, reach: string) =>
      `Many from your network have asked for a person. Ask here again in ${wait}. ${reach}`,
    somebody: 'a person',
    answers: (who: string, when: string, isMailed: boolean) =>
      `${who} answers in this conversation ${when}${isMailed ? ', and by mail' : '. Write your e-mail address here, and the answer comes by mail as well'}.`,
  },
};

/** An option's name for more than one of its values: `sizes`, `colors`, `capacities`. */
function several(name: string): string {
  const lower = name.toLowerCase();
  if (/[^aeiou]y$/.test(lower)) return lower.replace(/y$/, 'ies');
  return /(?:s|x|z|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}
