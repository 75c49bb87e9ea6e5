/*
 * What the synthetic catalogue is made of. Kinds of thing stand under departments; the other lists are drawn from with
 * a skew, as in real shops: few brands sell most, few words fill most titles.
 */

export const departments: readonly (readonly [name: string, kinds: readonly string[]])[] = [
  ['Camping', ['Tents', 'Sleeping bags', 'Camp stoves', 'Lanterns', 'Coolers', 'Hammocks', 'Headlamps', 'Water filters', 'Camp chairs', 'Backpacks']],
  ['Kitchen', ['Kettles', 'Blenders', 'Toasters', 'Frying pans', 'Chef knives', 'Coffee grinders', 'Mixing bowls', 'Baking trays', 'Cutting boards', 'Spice racks']],
  ['Audio', ['Headphones', 'Soundbars', 'Microphones', 'Turntables', 'Earbuds', 'Amplifiers', 'Subwoofers', 'Radios', 'Mixers', 'Guitar pedals']],
  ['Tools', ['Cordless drills', 'Hammers', 'Wrenches', 'Circular saws', 'Sanders', 'Toolboxes', 'Ladders', 'Workbenches', 'Clamps', 'Tape measures']],
  ['Garden', ['Hoses', 'Lawn mowers', 'Pruning shears', 'Planters', 'Rakes', 'Sprinklers', 'Wheelbarrows', 'Compost bins', 'Garden benches', 'Hedge trimmers']],
  ['Office', ['Desks', 'Desk lamps', 'Office chairs', 'Staplers', 'Notebooks', 'Monitors', 'Keyboards', 'Printers', 'Whiteboards', 'Filing cabinets']],
  ['Cycling', ['Road bikes', 'Bike helmets', 'Cycling gloves', 'Bike lights', 'Saddles', 'Pedals', 'Tyres', 'Bike pumps', 'Bottle cages', 'Panniers']],
  ['Clothing', ['Rain jackets', 'Wool sweaters', 'Hiking socks', 'Running shorts', 'Fleece vests', 'Beanies', 'Belts', 'Denim jeans', 'Scarves', 'Polo shirts']],
]; // prettier-ignore

const list = (words: string): readonly string[] => words.split(' ');

export const adjectives = list('compact ultralight classic heavy-duty folding portable premium slim rugged quiet foldable insulated adjustable ergonomic wireless rechargeable stackable reversible modular breathable reinforced padded seamless tall mini wide double single extra eco smart rapid silent bright solid soft deep long short light outdoor indoor travel family studio pro'); // prettier-ignore
export const materials = list('aluminium steel bamboo cotton nylon polyester leather oak titanium ceramic silicone carbon'); // prettier-ignore
export const uses = list('commuting camping racing cooking gaming recording gardening climbing sailing teaching'); // prettier-ignore
export const colours = list('black white red blue green grey orange yellow brown pink');
export const finishes = list('matte glossy brushed polished textured anodised lacquered natural');
export const countries = list('Germany Italy Japan Portugal Canada Vietnam Poland Sweden Taiwan Spain');
export const syllables = list('ka lo ven tri mar sol den fi nor bel tos gra zu pel rin hav ost mir cal dun'); // prettier-ignore
export const prose = list('the a this our with for and of in on to made built designed comes ready lasting simple daily weekend every use keeps holds fits opens folds stays carries cleans charges warms cools protects strong warm dry clean safe easy fast handle strap lid base frame motor battery zip pocket cord blade grip cover shell lining mount hook wheel rubber seal cable charger panel valve switch sensor display timer rain snow wind sun heat dust mud trail road home kitchen workshop garden office garage beginners experts friends guests children weekends evenings summers winters years hours minutes weight size shape colour style finish detail comfort balance power sound care warranty repair parts'); // prettier-ignore
