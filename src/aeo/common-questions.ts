export interface CommonQuestion {
  readonly question: string;
  /** Words of an answer: where none stands on the page, nobody has answered. */
  readonly answeredBy: RegExp;
}

interface Subject {
  readonly about: RegExp;
  readonly questions: readonly CommonQuestion[];
}

const care: CommonQuestion = {
  question: 'How do I look after it?',
  answeredBy: /\b(wash|clean|wipe|rinse|dry|store|care)\w*/i,
};

/** What shoppers ask by kind of goods, whatever the shop: what decides, what worries, what comes after. */
const subjects: readonly Subject[] = [
  {
    about: /\b(recovery|massage|rollers?|compression boots|stretching)\b/i,
    questions: [
      {
        question: 'How long and how often do I use it?',
        answeredBy:
          /\b(minutes?|daily|a day|a week|after (a |the )?(run|running|training|race)|evening|overnight|each|every)\b/i,
      },
      care,
    ],
  },
  {
    about: /\b(shoes?|boots?|sandals?|sneakers?|slides?|spikes?|footwear)\b/i,
    questions: [
      {
        question: 'Does it run true to size?',
        answeredBy: /\b(true to size|half size|size (up|down)|fits?|sizing|width|wide)\b/i,
      },
      {
        question: 'How long does it last?',
        answeredBy: /\b(lasts?|durab\w+|lifespan|wears? (out|down|well|off)|worn (out|through)|replace)\b/i,
      },
      {
        question: 'What ground is it for?',
        answeredBy: /\b(road|trail|track|gravel|mud|grass|treadmill|wet|street|indoors|home)\b/i,
      },
      care,
    ],
  },
  {
    about:
      /\b(apparel|clothing|jackets?|tees?|t-shirts?|shirts?|shorts?|tights?|socks?|vests?|caps?|gloves?|bras?|pants|trousers|dress(?:es)?)\b/i,
    questions: [
      { question: 'How does it fit?', answeredBy: /\b(fits?|sizes?|cut|loose|snug|close|inseam)\b/i },
      {
        question: 'How warm or dry does it keep?',
        answeredBy: /\b(warm|cold|°|rain|wind|dry|sweat|heat|cool|breath\w+|temperature)/i,
      },
      care,
    ],
  },
  {
    about:
      /\b(nutrition|gels?|chews?|bars?|drink mix\w*|drinks?|electrolytes?|tablets|capsules|protein|supplements?|food)\b/i,
    questions: [
      {
        question: 'How many do I need, and when?',
        answeredBy: /\b(every|per hour|an hour|before|during|after|minutes|daily|one a)\b/i,
      },
      { question: 'Is there caffeine in it?', answeredBy: /\bcaffein\w+/i },
      {
        question: 'Is it vegan, and what allergens are in it?',
        answeredBy: /\b(vegan|vegetarian|gluten|milk|dairy|nuts?|soy|allergen\w*|lactose)\b/i,
      },
      {
        question: 'How long does it keep?',
        answeredBy: /\b(months?|shelf|best before|keeps?|store|expir\w+)\b/i,
      },
    ],
  },
  {
    about:
      /\b(watch(?:es)?|headlamps?|lights?|electronics|headphones|sensors?|monitors?|massage guns?|chargers?)\b/i,
    questions: [
      { question: 'How long does the battery last?', answeredBy: /\b(batter\w+|hours|h\b|charge)/i },
      { question: 'Does it stand water?', answeredBy: /\b(water|rain|IP[X\d]\w*|ATM|sweat|wet)\b/i },
      {
        question: 'What does it work with?',
        answeredBy: /\b(app|phone|bluetooth|ant\+|usb|compatib\w+|works with|pair\w*|cable)\b/i,
      },
    ],
  },
  {
    about: /\b(hydration|bottles?|flasks?|hydration belts?|hydration packs?|bladders?)\b/i,
    questions: [
      {
        question: 'How much does it hold?',
        answeredBy: /(?<![\w.,])\d[\d.,]* ?(ml|l|oz|litres?|liters?)\b/i,
      },
      {
        question: 'Does it bounce or leak?',
        answeredBy: /\b(bounc\w+|leak\w*|still|sway\w*|spill\w*|drip\w*)\b/i,
      },
      care,
    ],
  },
];

const forAll: readonly CommonQuestion[] = [
  { question: 'Can I send it back?', answeredBy: /\b(returns?|send (it|them) back|refund)\b/i },
  {
    question: 'When does it arrive, and what does that cost?',
    answeredBy: /\b(deliver\w*|shipping|arrives?)\b/i,
  },
];

/** The questions people ask about goods of those categories. */
export const questionsFor = (categories: string): readonly CommonQuestion[] => [
  ...(subjects.find(({ about }) => about.test(categories))?.questions ?? []),
  ...forAll,
];
