import { plural } from './plural.ts';
export const filters = {
  only: (text: string) => `Only ${text}?`,
  not: (text: string) => `Not ${text}`,
  orMore: (values: string, more: number) => `${values} or ${more} more`,
  or: ' or ',
  upTo: (bound: string) => `up to ${bound}`,
  under: (bound: string) => `under ${bound}`,
  atLeast: (bound: string) => `at least ${bound}`,
  over: (bound: string) => `over ${bound}`,
  overAndUnder: (min: string, max: string) => `over ${min} and under ${max}`,
  any: 'any',
  labels: {} as Readonly<Record<string, string>>,
  by: { over: (amount: string) => `${amount} over`, under: (amount: string) => `${amount} under` },
  actual: {
    soldOut: 'sold out',
    noCategory: 'no category',
    notStated: 'not stated',
    onSale: 'on sale',
    notOnSale: 'not on sale',
    pricedIn: (currency: string) => `priced in ${currency}`,
    yes: 'yes',
    no: 'no',
  },
  figure: (text: string, label: string) => `${text} ${label.toLowerCase()}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  compared: {
    costs: (title: string, price: string, isLeast: boolean) =>
      `${title} costs ${isLeast ? 'from ' : ''}${price}`,
    /** Inside a sentence: `Heel stack` begins small, `UPF` stays as it is. */
    label: (label: string) => label.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase()),
    differ: (facts: number, told: string) => {
      if (facts === 0) return 'They differ in no stated fact';
      const counted = `They differ in ${plural(facts, { one: '1 stated fact', other: `${facts} stated facts` })}`;
      return told ? `${counted}, in the same order: ${told}` : counted;
    },
  },
};
