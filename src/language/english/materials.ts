/*
 * What things are made of, each kind with the names of what belongs to it: what is "not metal" is not of steel. English,
 * of no trade.
 */

const KINDS: Readonly<Record<string, string>> = {
  metal:
    'metal metallic steel stainless aluminium aluminum iron brass copper bronze titanium zinc tin pewter chrome alloy',
  wood: 'wood wooden timber oak pine beech birch maple walnut teak mahogany cedar bamboo hickory rattan plywood mdf',
  plastic:
    'plastic polypropylene polyethylene polycarbonate polystyrene acrylic pvc vinyl abs resin melamine',
  rubber: 'rubber silicone latex neoprene',
  glass: 'glass crystal',
  leather: 'leather suede nubuck cowhide',
  cloth:
    'cloth fabric cotton linen polyester nylon silk velvet canvas denim wool woollen woolen merino cashmere fleece felt',
  wool: 'wool woollen woolen merino cashmere lambswool mohair alpaca',
  stone: 'stone marble granite slate concrete quartz',
  ceramic: 'ceramic porcelain stoneware earthenware terracotta clay',
  paper: 'paper cardboard',
  foam: 'foam',
};

const byKind = new Map(Object.entries(KINDS).map(([kind, names]) => [kind, names.split(' ')] as const));

/** What belongs to the kind of material that a word names, the word itself first: `wooden` holds oak. Itself alone for others. */
export function materialsOf(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const all = byKind.get(lower) ?? byKind.values().find((names) => names.slice(0, 2).includes(lower)) ?? [];
  return [...new Set([word, ...all])];
}

/** Whether the word names a material at all. */
export const isMaterial = (word: string): boolean =>
  byKind.values().some((names) => names.includes(word.toLowerCase()));
