export const talk = {
  suggestions: 'Suggestions',
  askTheShop: 'Ask the shop',
  conversation: 'Conversation',
  startOver: 'Start over',
  close: 'Close',
  log: 'Questions and answers',
  peopleAsk: 'People ask',
  stop: 'Stop',
  earlier: 'Earlier',
  conversations: ' conversations',
  ask: 'Ask',
  description: (shop: string) => `Ask ${shop} a question and get products and reasons.`,
};
