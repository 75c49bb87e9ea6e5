export const home = {
  questions: 'Questions to start with',
  chosen: 'Chosen by the people here',
  allProducts: (count: string) => `All ${count} products`,
  wholeShop: 'The whole shop',
  readFirst: 'Read before you buy',
  allGuides: (count: number) => `All ${count} guides`,
  demonstration: (shop: string, isMadeUp: boolean) =>
    `${shop} is a demonstration shop: ${isMadeUp ? 'its brands and products are made up, ' : ''}it takes no real orders and charges no card.`,
  fromTheShop: 'From the shop',
  newHere: 'New here',
  reduced: 'Reduced',
};
