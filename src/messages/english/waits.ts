import { plural } from './plural.ts';
export const waits = {
  seconds: (count: number) => plural(count, { one: `${count} second`, other: `${count} seconds` }),
  minutes: (count: number) => plural(count, { one: `${count} minute`, other: `${count} minutes` }),
  hours: (count: number) => plural(count, { one: `${count} hour`, other: `${count} hours` }),
  tooOften: (wait: string) => `That was done often from here. Try again in ${wait}.`,
  askedTooOften: (wait: string) => `That was asked for too often. Try again in ${wait}.`,
  aMoment: 'A moment, please',
  manySearches: (seconds: number) =>
    `There were many searches from here at once. <a href="">Load the page again</a> in ${seconds} seconds.`,
  backToTalk: (wait: string) => `${wait} <a href="/ask">Back to the conversation</a>.`,
  cartKept: (wait: string) => `${wait} Your cart is kept: <a href="/checkout">back to the checkout</a>.`,
};
