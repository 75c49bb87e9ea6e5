import { tokensOf } from './tokenizer.ts';

/*
 * Words of a question that seldom name what is wanted: how much, how many, for whom, what somebody does with it. A
 * shop's prose is full of them, so by rarity alone "under" would outweigh "shoes". They still count a little, since
 * "Under Armour" and "New Balance" are names. English, and the commonest of German, of no trade.
 */
const WORDS = `
above across after again against almost along already also always among another around away back before behind below
beside between beyond both down during each either else enough even ever every except exact exactly few fewer further
here however instead least less many maybe might minus more most much must near nearly never next no non none nor not
now often once only other otherwise out over per perhaps plus quite rather really same several since somehow sometimes
soon still such than though through throughout together too toward towards under unless until up upon used very via
whatever whether while whole whose why within without yet

anybody anyone anything everybody everyone everything nobody nothing one ones person people somebody someone something
stuff thing things product products item items way ways kind kinds sort sorts type types lot lots bit option options idea ideas

actually add allow allows become becomes begin beginning bring brings buy buying call called came carry choose choosing
come comes coming cost costs decide does doesn doing don done end ended expect feel feels find finding finds fall falls
found gets getting give gives giving go goes going gone got happen happens help helps hold holds keep keeping keeps kept
know known like liked likes live lives long look looking looks rid made make makes making mean means move moves offer offers
prefer prefers provide provides purchase put puts reach recommend recommended recommendation said say says see seem
seems seen sell selling sells send share shop shopping shows start started starting starts stay stays stop stops
suggest suggested suggestion suggestions take takes taking tell think took tried try trying turn turns usually want
wanted wanting wants wear wearing went won work works

able any available better best big cheap cheaper cheapest decent different easy expensive fine good great ideal
inexpensive lower lowest nice new perfect possible price priced prices proper quality right simple suitable sure
affordable budget bargain worth

buck bucks cent cents dollar dollars eur euro euros gbp usd quid

am im ive id ill isn aren wasn weren hasn haven hadn doesn didn won wouldn shouldn couldn cannot cant dont wont
hello hi hey thank thanks today tomorrow tonight yesterday

etwas fur ich ihr habt suche brauche mochte mein meine meinen ein eine einen einem einer
`;

const terms: ReadonlySet<string> = new Set(tokensOf(WORDS).map((token) => token.term));

/** Whether a term is such a word. */
export const isWeak = (term: string): boolean => terms.has(term);
