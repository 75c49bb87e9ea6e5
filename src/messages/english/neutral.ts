/** What a shop says of itself before somebody has written its words; true of any goods. */
interface NeutralWords {
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly email: string;
  readonly company: string;
  readonly greeting: string;
  readonly guidance: readonly string[];
  readonly home: { readonly headline: string; readonly intro: string; readonly questions: readonly string[] };
  readonly shipping: {
    readonly title: string;
    way(service: {
      readonly name: string;
      readonly rate: string;
      readonly freeFrom: string | undefined;
      readonly least: number;
      readonly most: number;
    }): string;
  };
  readonly returns: {
    readonly title: string;
    readonly none: string;
    readonly free: string;
    window(days: number): string;
    costs(fee: string): string;
  };
}

export const neutral: NeutralWords = {
  name: 'Our shop',
  tagline: 'Everything here, with its facts',
  description:
    'A shop that shows each product with its price, its stock and the facts that its maker states.',
  email: 'shop@example.com',
  company: 'A demonstration, not a registered company',
  greeting: 'Tell me what you are looking for and what matters to you, and I will show you what fits.',
  guidance: [
    'Answer first, in one sentence, then give the number or the reason.',
    'Use plain words and numbers with units.',
    'When nothing fits, say so and name the nearest product and how it differs.',
    'Ask at most one question before showing something, and only if the answer would change what you show.',
    'Give no diagnosis and no medical advice; point to a doctor.',
    'No exclamation marks, no hype and no pressure.',
    'Prices, stock and delivery dates come from the shop’s data, never from memory.',
    'Say that this is a demonstration when somebody asks to buy for real.',
  ],
  home: {
    headline: 'What are you looking for?',
    intro:
      'Ask as you would ask somebody behind the counter. Every answer comes from what is here now, with its facts.',
    questions: ['What do you sell?', 'What is on sale?', 'What does delivery cost?', 'What can I send back?'],
  },
  shipping: {
    title: 'Shipping',
    way: ({ name, rate, freeFrom, least, most }) =>
      `${name} costs ${rate}${freeFrom ? `, is free from ${freeFrom}` : ''} and takes ${least === most ? most : `${least} to ${most}`} working days on the road.`,
  },
  returns: {
    title: 'Returns',
    none: 'Nothing comes back that is not faulty.',
    free: 'Sending it back is free.',
    window: (days) => `You have ${days} ${days === 1 ? 'day' : 'days'} from delivery to start a return.`,
    costs: (fee) => `Sending it back costs ${fee}.`,
  },
};
