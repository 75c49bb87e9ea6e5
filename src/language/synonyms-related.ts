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
