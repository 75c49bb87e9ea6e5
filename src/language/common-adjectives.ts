/*
 * English words that stand before a thing and name neither its maker nor a kind of it: when and for whom it is wanted,
 * and what somebody thinks of it. That no product mentions them says nothing about the shop. Of no trade.
 */
const WORDS = `
monday tuesday wednesday thursday friday saturday sunday weekend weekday morning evening night january february march
april may june july august september october november december spring summer autumn fall winter season year month week
day holiday holidays vacation trip birthday anniversary wedding graduation retirement christmas xmas easter thanksgiving
valentine valentines hanukkah halloween party honeymoon present presents gift gifts surprise stocking advent

wife husband hubby partner girlfriend boyfriend fiance fiancee spouse mom mum mother mommy mummy mama dad father daddy
papa parent parents grandma grandmother granny grandpa grandfather grandad granddad son sons daughter daughters kid kids
child children toddler baby teen teenager teenagers brother sister sibling nephew niece cousin aunt uncle friend friends
buddy mate colleague colleagues coworker boss teacher coach neighbor neighbour family guy guys girl girls boy boys lady
ladies gentleman man men woman women adult adults elderly senior seniors student students beginner beginners newbie pro

comfy cozy cosy cute cool pretty trendy fancy stylish fashionable funky awesome amazing fantastic wonderful excellent
superb brilliant terrific lovely beautiful gorgeous elegant classy chic sexy sleek modern classic retro vintage
old-fashioned simple plain basic standard regular normal usual typical common ordinary special unique unusual rare
favourite favorite popular famous latest newest recent current original real genuine authentic legit reliable
trustworthy durable sturdy robust solid strong tough rugged long-lasting premium luxury luxurious exclusive
designer branded brand brands name unbranded generic cheapo pricey costly reasonable discounted clearance sale bestselling
top-rated recommended versatile practical functional useful handy convenient comfortable comfier comfiest lightest softest
warmest coolest fastest lowest highest smallest biggest largest longest shortest thinnest widest nicest prettiest safest
toughest strongest easiest decent alright okay ok crappy terrible awful horrible ugly boring silly funny crazy weird happy
perfect proper correct matching spare extra additional replacement similar comparable equivalent alternative various
several multiple couple pair pairs set sets bunch few dozen size sized sizes colour colored coloured color heavy tiny
bulky slim skinny baggy loose tight snug roomy bouncy squishy cushy springy grippy stretchy sporty breathable affordable
everyday daily weekly seasonal casual formal smart nearby local online available instock upcoming urgent quick fast
actual certain own full-size whole entire main major total final ultimate absolute absolutely totally definitely
honestly basically literally hopefully truly totally super mega damn bloody freaking goddamn versus vs aka

first second third fourth fifth last next previous past early earlier earliest late later recently one two three four five
six seven eight nine ten eleven twelve dozen hundred half quarter third double triple single left right top bottom front
rear inner outer upper old older oldest young younger used second-hand secondhand refurbished leftover broken torn worn
damaged faulty wrong missing lost stolen dirty wet dry clean hot cold warm cool long short tall wide narrow thick thin big
small medium large huge bright dark light pale deep lightweight heavyweight inch inches foot feet mile miles meter metre
meters metres gram grams ounce ounces pound pounds return returned returning exchange exchanged order ordered ordering
deliver delivered ship shipped track cancel refund refunded swap replace replaced compare comparing versus stores store
photo picture pictures video ad advert website page link catalogue catalog magazine tv internet abroad
`;

const ordinary: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));

export const isOrdinary = (word: string): boolean => ordinary.has(word.toLowerCase());
