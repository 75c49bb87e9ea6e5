/*
 * Words that shoppers and merchants use for the same thing in any shop, one set a line with its reason. Language
 * data, no shop's own list: what one trade alone equates belongs in its product words. Never opposites, and never a
 * word whose usual meaning in shops is another thing.
 */

/** One thing under two names: either finds the other almost as itself. */
export const SAME = `
couch sofa settee: British and American
wardrobe armoire: one cupboard, two words
curtain drape drapery: British and American
face facial: noun and adjective
trash garbage rubbish: British and American
spanner wrench: British and American
vacuum hoover: a maker's name become a word
cooktop hob: British and American
comforter duvet: American and British
flashlight torch: American and British
headlamp headtorch: American and British
baseboard skirting: American and British
lawnmower mower: short form
secateurs pruner: British and American
countertop worktop: American and British
drywall plasterboard sheetrock: American, British, a maker's name
aerial antenna: British and American
washbasin basin sink: a sink by its older names
nightstand bedside: American and British table
bookcase bookshelf: one piece of furniture
sideboard buffet credenza: one piece of furniture
ottoman footstool pouf: one piece of furniture
caulk sealant: American and British
herbicide weedkiller: short for the same bottle
insecticide pesticide: the shelf word and the trade's
tarp tarpaulin: short form
barbecue bbq grill: short form; American
planter flowerpot: one pot
bath bathtub tub: British and American
disposal disposer: kitchen waste
ax axe: spelling
plow plough: spelling
mold mould: spelling
tire tyre: spelling
gray grey: spelling
color colour: spelling
fiber fibre: spelling
center centre: spelling
aluminum aluminium: spelling
galvanized galvanised galv: spelling and the label's short form
sulfate sulphate: spelling
adapter adaptor: spelling
disc disk: spelling
catalog catalogue: spelling
jewelry jewellery: spelling
organizer organiser: spelling
moisturizer moisturiser: spelling
sanitizer sanitiser: spelling
pajamas pyjamas: spelling
yogurt yoghurt: spelling
donut doughnut: spelling
whiskey whisky: spelling
chili chilli: spelling
omelet omelette: spelling
mustache moustache: spelling
license licence: spelling
meter metre: spelling
liter litre: spelling
theater theatre: spelling
armor armour: spelling
odor odour: spelling
flavor flavour: spelling
vapor vapour: spelling
mum mom mother: British and American
dad father: short form
trousers pants: British and American
sweater jumper pullover: American and British
sneaker trainer: American and British
swimsuit swimwear bathers: American, the shelf word, Australian
backpack rucksack knapsack: American and British
handbag purse: British and American
diaper nappy: American and British
stroller pushchair pram buggy: American and British
crib cot: American and British
pacifier dummy: American and British
sunglasses shades: colloquial
wellies wellingtons: short form
underwear underpants: one garment
knickers panties: British and American
bathrobe dressinggown: one garment
waistpack bumbag fannypack: one bag
eyeglasses spectacles: one thing
tv television telly: short form
fridge refrigerator: short form
laptop notebook: one machine
smartphone cellphone: one thing
bike bicycle: short form
photo photograph: short form
mic microphone: short form
fax facsimile: short form
earphone earbud: newer name
ethernet lan: one network
wifi wlan: one network
gps satnav: short form
headset headphone: with or without a microphone
thermos vacuumflask: a maker's name become a word
plexiglass plexiglas perspex acrylic: makers' names become words
pvc vinyl: the material's short form
styrofoam polystyrene: a maker's name become a word
laminate formica: a maker's name become a word
gfci gfi: American wiring, two short forms
cfl fluorescent: lamp short form
stainless inox: the metal's trade name
extension ext: label's short form
assembly assy: label's short form
quantity qty: label's short form
package pkg: label's short form
pack pk: label's short form
white wht: label's short form
black blk: label's short form
brown brn: label's short form
diameter dia: label's short form
adjustable adj: label's short form
gauge ga gage: label's short form and spelling
piece pc pcs: label's short form
decoration decor: short form
automobile automotive auto: short form
vegetable veggie: short form
application app: short form
through thru: spelling on labels
night nite: spelling on labels
`;

/** The left word is written as the words on the right by others. */
export const SHORT_FORMS = `
21k half marathon: its distance
42k full marathon: its distance
hrm heart rate: monitor or strap
ac air conditioner: short form
ssd solid state: drive
hdd hard drive: short form
psu power supply: short form
ups uninterruptible power: short form
cctv security camera: short form
lightbulb light bulb: one word or two
bumbag waist pack: one bag, British name
hairdryer hair dryer: one word or two
toothbrush tooth brush: one word or two
dressinggown dressing gown: one word or two
`;
