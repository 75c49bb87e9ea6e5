/*
 * The words by which sentiment is told, without a model. Data, not code: a merchant of another trade adds a line.
 * Every list is plain English in lower case; a plural without its s is found too.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const praise = list(`
  good great excellent perfect perfectly love loved loves lovely nice nicely best better brilliant superb solid reliable
  comfortable comfy soft smooth smoothly secure secured snug supportive stable springy bouncy plush cushioned responsive
  quick fast easy easily light lightweight airy breathable warm dry bright clear clearly accurate precise tough sturdy
  strong durable handy useful roomy generous gentle pleasant refreshing tasty delicious natural quiet grippy confident
  trust recommend recommended impressed pleased happy delighted glad worth bargain fair honest improved works worked
  helps helped saved lasts lasted survived waterproof promised mild fine clean subtle effortless forgiving
`);

export const complaint = list(`
  bad poor poorly worse worst awful terrible horrible disappointing disappointed disappointment useless hate hated
  annoying annoyed annoys irritating uncomfortable painful pain hurt hurts sore stiff harsh firm clunky heavy bulky hot
  sweaty clammy cold slippery slipped slips slip skated skating loose sloppy tight narrow cramped pinched pinches pinching
  rubbed rubs rubbing blister blisters chafed chafing chafes leaks leaked leak leaking soaked soggy torn tore ripped
  split splits frayed peeled peeling broke broken breaks cracked failed fails fail died dead faded faulty weak flimsy
  thin cheap expensive overpriced pricey sticky messy gritty chalky bland sickly artificial bitter nausea nauseous
  cramps bloated dim inaccurate drifted drifts drops dropped dropout dropouts slow confusing fiddly awkward returned regret
  wasted waste problem problems trouble struggle struggled unfortunately noisy bounces bounced bouncing wobbly unstable
  wrong shrank shrunk pilled pilling itchy scratchy smell smells smelled short misleading
`);

/** Several words that say what none of them says alone; of two that begin alike the longer stands first. */
export const phrases: readonly (readonly [string, 1 | -1])[] = [
  ['would buy again', 1],
  ['buy again', 1],
  ['bought again', 1],
  ['stays dry', 1],
  ['stayed dry', 1],
  ['stays on', 1],
  ['stays put', 1],
  ['stays light', 1],
  ['stays warm', 1],
  ['keeps its shape', 1],
  ['keep their shape', 1],
  ['ran off', 1],
  ['true to size', 1],
  ['spot on', 1],
  ['no complaints', 1],
  ['second pair', 1],
  ['third pair', 1],
  ['like new', 1],
  ['held up', 1],
  ['holds up', 1],
  ['runs small', -1],
  ['run small', -1],
  ['runs large', -1],
  ['run large', -1],
  ['runs short', -1],
  ['came apart', -1],
  ['fell apart', -1],
  ['wore out', -1],
  ['wore through', -1],
  ['worn through', -1],
  ['worn smooth', -1],
  ['wet through', -1],
  ['sent them back', -1],
  ['sent it back', -1],
  ['half a size up', -1],
  ['size up', -1],
  ['let me down', -1],
  ['stopped working', -1],
  ['not enough', -1],
];

/** Words that turn the next praise or complaint round: `not comfortable`, `no blisters`. */
export const negators = list(
  `not no never none nothing nobody without hardly barely neither nor isn't wasn't aren't weren't don't doesn't didn't won't can't
   couldn't wouldn't haven't hasn't hadn't`,
);
/** Before any quality they make it a complaint: `too sweet`. */
export const excess = list('too overly');

export interface AspectWords {
  readonly key: string;
  readonly label: string;
  readonly words: ReadonlySet<string>;
}

const aspect = (key: string, label: string, words: string): AspectWords => ({
  key,
  label,
  words: list(words),
});

/** Aspects that owners of most goods speak of, with the words they use for each. */
export const commonAspects: readonly AspectWords[] = [
  aspect('fit', 'Fit', 'fit fits fitted sizing size width narrow toebox roomy snug tight cramped pinched'),
  aspect(
    'comfort',
    'Comfort',
    'comfort comfortable comfy uncomfortable blister chafed chafing chafe rubbed rubbing',
  ),
  aspect('cushioning', 'Cushioning', 'cushion cushioning cushioned midsole foam bouncy springy plush ride'),
  aspect('grip', 'Grip', 'grip grippy traction lug slip slipped slippery skated skating outsole'),
  aspect(
    'durability',
    'Durability',
    'durable durability lasted seam stitching frayed torn ripped split peeled peeling zip zipper tread',
  ),
  aspect('weight', 'Weight', 'weight light lightweight heavy bulky'),
  aspect('taste', 'Taste', 'taste tasted flavour flavor sweet sickly bland texture'),
  aspect('stomach', 'Stomach', 'stomach gut nausea nauseous bloated'),
  aspect('weather', 'Rain and wind', 'waterproof rain membrane wind dry soaked leaks leaked puddle'),
  aspect('warmth', 'Warmth and heat', 'warm warmth hot sweaty clammy breathable cold'),
  aspect('battery', 'Battery', 'battery charge charging'),
  aspect('accuracy', 'Accuracy', 'accuracy accurate inaccurate gps reading readings'),
  aspect('carrying', 'Carrying', 'pocket bounce bounces bounced bouncing strap straps'),
  aspect('price', 'Price', 'price money expensive pricey overpriced cost value'),
];
