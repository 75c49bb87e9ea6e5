export const faq = {
  described: (count: number, shop: string, topics: readonly string[]) =>
    `${count} questions people ask ${shop}, each answered in the first sentence: ${topics.map((topic) => topic.toLowerCase()).join(', ')}.`,
  asked: 'Asked and answered',
  topicsLabel: 'Topics',
  notHere: 'Not here?',
  askOwn: 'Ask your own question',
  or: ', or',
  write: 'write to a person',
  topics: {
    choosing: 'Choosing',
    sizing: 'Sizes and fit',
    training: 'Training',
    nutrition: 'Food and drink',
    electronics: 'Electronics',
    care: 'Care',
    orders: 'Orders',
    shipping: 'Shipping',
    returns: 'Returns',
    about: 'About the shop',
  },
};
