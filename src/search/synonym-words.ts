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

/** Neighbours in meaning: worth showing, well below the word that was typed. */
export const NEAR = `
rug carpet: laid loose or to the wall
lamp light lighting: the thing and what it gives
bulb light: the thing and what it gives
faucet tap: British and American, but a tap also cuts threads
hose hosepipe: British name
trash bin: what goes in names the bin
garbage bin wastebasket: what goes in names the bin
stove cooker range: kinds of one appliance
hob stove: kinds of one appliance
cushion pillow: overlapping use
quilt comforter duvet: overlapping use
blanket throw: overlapping use
dresser chest: kinds of one thing
loveseat sofa couch: a small one
recliner armchair: kinds of chair
stool barstool: narrower name
blind shade: window coverings
curtain blind: window coverings
bathroom restroom: one room
toilet commode: older name
vanity washstand: kinds of one thing
shower showerhead: part and whole
umbrella parasol: against rain or sun
patio terrace: one place
patio outdoor garden: one place
yard garden lawn: one place
fence fencing: the thing and its material
floor flooring: the thing and its material
roof roofing: the thing and its material
tile tiling: the thing and its material
siding cladding: American and British
molding trim: strips that cover a joint
plywood board panel: sheets of wood
wood wooden timber lumber: material and adjective
glue adhesive: everyday and trade word
paintbrush brush: narrower name
sander sanding: tool and its work
drill drilling: tool and its work
saw sawing: tool and its work
heater heating: appliance and its work
cooler cooling: appliance and its work
fan ventilator: trade word
humidifier vaporizer: overlapping use
freezer refrigerator: often one appliance
washer washing laundry: appliance and its work
dryer drying: appliance and its work
dishwasher dishwashing: appliance and its work
mailbox letterbox: American and British
doorknob knob: narrower name
knob handle pull: what opens a drawer
hinge bracket: overlapping fittings
bolt screw fastener: fasteners
anchor plug: wall fixings
cord cable wire lead: what carries current
outlet socket receptacle: American and British
switch dimmer: narrower name
breaker fuse: protect one circuit
battery accumulator: trade word
detector alarm sensor: what notices and what tells
camera camcorder: pictures that stand or move
monitor display screen: overlapping
computer pc desktop: kinds of one thing
tablet ipad: a maker's name become a word
phone smartphone cellphone mobile handset telephone: kinds of one thing
speaker loudspeaker soundbar: kinds of one thing
headphone earphone earbud: kinds of one thing
printer mfp multifunction: kinds of one thing
ink cartridge: what and in what
toner cartridge: what and in what
memory ram: short form of one kind
harddrive hdd: short form
drive hdd ssd: kinds of one thing
projector beamer: European name
photo picture image: overlapping
watch smartwatch: narrower name
charger charging: thing and its work
case cover sleeve: what protects
bag case: what carries
bike cycle: short form
cycling bike bicycle: activity and thing
shoe footwear: shelf word
boot shoe: kinds of footwear
sneaker shoe: kinds of footwear
trainer shoe: kinds of footwear
slipper slides: kinds of footwear
jacket coat: kinds of outerwear
raincoat jacket: kinds of outerwear
windbreaker jacket: kinds of outerwear
vest gilet waistcoat: kinds of garment
hoodie sweatshirt hooded: kinds of garment
shirt tee top: kinds of garment
tshirt tee: short form
leggings tights: kinds of garment
hat cap beanie: kinds of headwear
glove mitten: kinds of handwear
sock hosiery: shelf word
underwear boxer brief: kinds of garment
dress gown: kinds of garment
scarf shawl: kinds of garment
kid child children youth junior: words for the young
baby infant toddler: words for the young
boy kid: words for the young
girl kid: words for the young
men man male gents: words for men
women woman female ladies: words for women
toy plaything: trade word
doll figurine figure: kinds of toy
puzzle jigsaw: kinds of toy
crayon marker pen pencil: what draws
notepad notebook pad: what is written in
scissors shears: kinds of tool
knife blade: part and whole
pan skillet frypan: kinds of pan
pot saucepan: kinds of pot
mug cup: kinds of vessel
glass tumbler: kinds of vessel
flask thermos bottle: kinds of vessel
plate dish dinnerware: kinds of tableware
cutlery flatware silverware: British and American
towel cloth: kinds of textile
bedding linen sheet: kinds of textile
mattress bed: part and whole
shelf shelving rack: kinds of storage
cabinet cupboard: American and British
box bin container: kinds of storage
basket hamper: kinds of storage
closet wardrobe: American and British
stand holder mount: what holds
perfume fragrance cologne: kinds of scent
lotion cream: kinds of care
soap wash cleanser: what cleans
cleaner detergent: what cleans
shampoo conditioner: sold together
sunscreen sunblock: older name
vitamin supplement: kinds of one shelf
medicine remedy: shelf word
bandage plaster: American and British
candy sweets: American and British
cookie biscuit: American and British
soda pop: American names
snack treat: shelf words
dog puppy canine: words for one animal
cat kitten feline: words for one animal
leash lead: American and British
fertilizer fertiliser feed: what plants are fed
soil compost: what plants grow in
seed bulb: what is sown
plant flower: kinds of plant
fireplace hearth: part and whole
christmas xmas holiday: one season
decoration ornament: kinds of one thing
stair staircase step: part and whole
gate door: what opens
cart trolley: American and British
trailer caravan: American and British
motorcycle motorbike: one vehicle
car auto vehicle: words for one thing
truck lorry: American and British
gasoline petrol gas: American and British
helmet headgear: shelf word
workout exercise fitness: words for one activity
gym fitness: words for one activity
treadmill running: machine and its use
camping outdoor: one shelf
tent shelter: kinds of one thing
fishing angling: trade word
headlamp headlight: on a head or a car
dehumidifier moisture: what it takes
return refund exchange: words of service
ship shipping delivery deliver postage: words of service
pay payment: words of service
cancel cancellation: words of service
warranty guarantee: words of service
store shop: words of service
cheap inexpensive affordable budget: words of service
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
