/*
 * How German says what shops are asked for, and how English does: `German | English`, a line each. Only words of every
 * shop; the names of things stay German, as the catalogue writes them. `…` stands for up to a few words between two
 * parts. Written with ä, ö, ü and ß; ae, oe, ue and ss are read as well.
 */
export const GERMAN_GLOSS = `
hallo | hello
guten tag | hello
guten morgen | hello
guten abend | hello
moin | hello
servus | hello
grüß gott | hello
hi | hi
danke | thanks
danke schön | thanks
vielen dank | thank you
dankeschön | thanks
tschüss | bye
auf wiedersehen | bye
bitte | please
ja | yes
ja bitte | yes please
ja gerne | yes please
gerne | yes please
nein | no
nein danke | no thanks
nö | no
doch | yes
okay | okay
egal | no preference
ist mir egal | i do not mind
keine ahnung | no idea
weiß nicht | i do not know
ich weiß nicht | i do not know

ich suche | i am looking for
ich suche nach | i am looking for
wir suchen | we are looking for
suche | looking for
ich brauche | i need
ich bräuchte | i need
wir brauchen | we need
brauche | need
ich möchte | i would like
ich hätte gerne | i would like
ich hätte gern | i would like
ich will | i want
ich würde gerne | i would like to
zeig mir | show me
zeigen sie mir | show me
zeig | show
zeige mir | show me
kannst du mir … zeigen | can you show me …
können sie mir … zeigen | can you show me …
kannst du mir … empfehlen | can you recommend …
können sie mir … empfehlen | can you recommend …
kannst du … empfehlen | can you recommend …
können sie … empfehlen | can you recommend …
was empfehlt ihr | what do you recommend
was empfiehlst du | what do you recommend
was empfehlen sie | what do you recommend
was könnt ihr empfehlen | what do you recommend
was würdest du empfehlen | what would you recommend
hilf mir | help me
helfen sie mir | help me
habt ihr | do you have
haben sie | do you have
hast du | do you have
habt ihr auch | do you also have
haben sie auch | do you also have
gibt es | are there
gibt es auch | are there also
gibt's | are there
gibts | are there
verkauft ihr | do you sell
verkaufen sie | do you sell
führt ihr | do you sell
führen sie | do you sell
was gibt es | what is there
was habt ihr | what do you have
was haben sie | what do you have
was verkauft ihr | what do you sell
was verkaufen sie | what do you sell
welche marken habt ihr | which brands do you have
welche marken | which brands

was kostet der versand | how much is shipping
was kosten die versandkosten | how much is shipping
wie hoch sind die versandkosten | how much is shipping
was kostet die lieferung | how much is delivery
wie viel kostet der versand | how much is shipping
wie viel kostet die lieferung | how much is delivery
ab wann ist der versand kostenlos | when is shipping free
ab wann ist der versand kostenfrei | when is shipping free
versandkostenfrei | free shipping
kostenloser versand | free shipping
versandkosten | shipping costs
versand | shipping
lieferung | delivery
lieferzeit | delivery time
wie lange ist die lieferzeit | how long does delivery take
wie lange dauert der versand | how long does shipping take
wie lange dauert die lieferung | how long does delivery take
wann kommt … an | when does … arrive
liefert ihr nach | do you ship to
liefern sie nach | do you ship to
versendet ihr nach | do you ship to
versenden sie nach | do you ship to
verschickt ihr nach | do you ship to
liefert ihr auch nach | do you also ship to
liefern sie auch nach | do you also ship to
österreich | Austria
schweiz | Switzerland
in die schweiz | to Switzerland
deutschland | Germany
frankreich | France
italien | Italy
niederlande | Netherlands
rückgabe | return
rücksendung | return
retoure | return
rückgaberecht | return policy
widerrufsrecht | right of withdrawal
umtausch | exchange
kann ich … zurückgeben | can i return …
kann ich … zurückschicken | can i return …
kann ich … zurücksenden | can i return …
kann man … zurückgeben | can i return …
kann ich … umtauschen | can i exchange …
ich möchte … zurückgeben | i want to return …
ich möchte … zurückschicken | i want to return …
ich will … zurückgeben | i want to return …
wie lange kann ich … zurückgeben | how long can i return …
wie lange habe ich zeit … zurückzugeben | how long do i have to return …
zurückgeben | return
zurückschicken | return
umtauschen | exchange
garantie | warranty
gewährleistung | warranty
wie kann ich bezahlen | how can i pay
wie kann ich zahlen | how can i pay
zahlungsarten | payment methods
welche zahlungsarten | which payment methods
kann ich mit … bezahlen | can i pay with …
kann ich mit … zahlen | can i pay with …
auf rechnung | by invoice
rechnung | invoice
gutschein | gift card
gutscheincode | discount code
rabattcode | discount code
rabattcodes | discount codes
rabatt | discount
rabatte | discounts
angebote | offers
aktionen | offers
gibt es gerade angebote | what offers are there right now
punkte | points
wie viele punkte habe ich | how many points do i have
wo ist meine bestellung | where is my order
wo bleibt meine bestellung | where is my order
wo ist mein paket | where is my order
wo bleibt mein paket | where is my order
meine bestellung | my order
bestellung | order
bestellnummer | order number
stornieren | cancel
bestellung stornieren | cancel my order
ich möchte … stornieren | i want to cancel …
öffnungszeiten | opening hours
wann habt ihr geöffnet | what are your opening hours
wie erreiche ich euch | how can i contact you
kontakt | contact
bist du ein mensch | are you a human
bist du ein roboter | are you a robot
bist du eine ki | are you a robot
bin ich mit einem menschen verbunden | am i talking to a human
daten löschen | delete my data
meine daten löschen | delete my data

ich möchte mit einem menschen sprechen | i want to talk to a person
ich möchte mit jemandem sprechen | i want to talk to a person
ich will mit einem menschen sprechen | i want to talk to a person
ich will mit einem mitarbeiter sprechen | i want to talk to a person
ich möchte mit einem mitarbeiter sprechen | i want to talk to a person
kann ich mit einem menschen sprechen | can i talk to a person
kann ich mit jemandem sprechen | can i talk to a person
kann ich mit einem mitarbeiter sprechen | can i talk to a person
mit einem menschen sprechen | talk to a person
mit einem mitarbeiter sprechen | talk to a person
einen menschen bitte | a person please
kundendienst | customer service
kundenservice | customer service
mitarbeiter | person
ruft mich … an | call me …
anwalt | lawyer
rechtsanwalt | lawyer
anzeige | report you to the police
verklagen | sue
verbraucherzentrale | consumer protection
betrug | fraud
unverschämtheit | this is an outrage
frechheit | this is an outrage
beschwerde | complaint
ich möchte mich beschweren | i want to complain
kaputt | broken
defekt | broken
beschädigt | damaged
falsch geliefert | wrong item delivered
ist kaputt angekommen | arrived broken
kam kaputt an | arrived broken
ist nicht angekommen | has not arrived
nicht angekommen | has not arrived
verletzt | injured
verletzung | injury
hat sich verletzt | got hurt
allergische reaktion | allergic reaction
allergisch gegen | allergic to
allergisch | allergic
krankenhaus | hospital
arzt | doctor
schwanger | pregnant
schwangerschaft | pregnancy
schmerzen | pain
krank | ill
vergiftet | poisoned

wie viel kostet | how much is
wieviel kostet | how much is
wie viel kosten | how much are
wieviel kosten | how much are
was kostet | how much is
was kosten | how much are
wie teuer ist | how much is
wie teuer sind | how much are
preis | price
unter | under
bis | up to
bis zu | up to
maximal | at most
höchstens | at most
nicht mehr als | not more than
nicht teurer als | not more than
nicht über | not over
weniger als | less than
günstiger als | cheaper than
billiger als | cheaper than
teurer als | more expensive than
über | over
mehr als | more than
ab | from
mindestens | at least
wenigstens | at least
nicht unter | not under
zwischen … und | between … and
von … bis | from … to
ungefähr | about
etwa | about
ca | about
circa | about
rund | about
euro | euro
eur | eur
franken | CHF
budget | budget
mein budget ist | my budget is
mein budget liegt bei | my budget is
für weniger | for less
günstig | cheap
günstige | cheap
günstigen | cheap
günstiger | cheaper
günstigere | cheaper
etwas günstigeres | something cheaper
was günstigeres | something cheaper
günstigste | cheapest
günstigsten | cheapest
günstigster | cheapest
günstigstes | cheapest
am günstigsten | cheapest
billig | cheap
billige | cheap
billiger | cheaper
billigere | cheaper
etwas billigeres | something cheaper
billigste | cheapest
billigsten | cheapest
preiswert | cheap
preiswerte | cheap
preiswerter | cheaper
teuer | expensive
zu teuer | too expensive
das ist mir zu teuer | that is too expensive
teuerste | most expensive
teuersten | most expensive
reduziert | on sale
reduzierte | on sale
im angebot | on sale
im sale | on sale
beste | best
besten | best
bester | best
bestes | best
am besten bewertet | best rated
bestbewertet | best rated
beliebt | popular
beliebteste | most popular
beliebtesten | most popular
neu | new
neueste | newest
neuesten | newest
größer | bigger
größere | bigger
größte | biggest
größten | biggest
kleiner | smaller
kleinere | smaller
kleinste | smallest
kleinsten | smallest
leichter | lighter
leichteste | lightest
leichtesten | lightest
schwerer | heavier
auf lager | in stock
vorrätig | in stock
lieferbar | in stock
verfügbar | available
sofort lieferbar | in stock
ausverkauft | sold out

in größe | in size
größe | size
größen | sizes
farbe | color
farben | colors
in welchen farben | in which colors
in welchen größen | in which sizes
welche farben | which colors
welche größen | which sizes
welche farbe | which color
gewicht | weight
wie schwer ist | how heavy is
wie schwer sind | how heavy are
wie groß ist | how big is
wie groß sind | how big are
wie hoch ist | how high is
wie breit ist | how wide is
wie lang ist | how long is
wie tief ist | how deep is
länge | length
breite | width
höhe | height
tiefe | depth
maße | dimensions
material | material
woraus ist … gemacht | what is … made of
aus welchem material ist | what is the material of
marke | brand
hersteller | brand
von der marke | of the brand
aus | made of
aus echtem | made of real
mit | with
ohne | without
nicht aus | not made of
kein | no
keine | no
keinen | no
nicht | not
nichts | nothing
außer | except
statt | instead of
lieber | rather
doch lieber | rather
anstatt | instead of
nur | only
auch | also
und | and
oder | or
aber | but
sowie | and
für | for
fürs | for the
für meine | for my
für meinen | for my
für mein | for my
für einen | for a
für eine | for a
für ein | for a
für meine frau | for my wife
für meinen mann | for my husband
für meine mutter | for my mother
für meinen vater | for my father
für meine mama | for my mom
für meinen papa | for my dad
für meine tochter | for my daughter
für meinen sohn | for my son
für meine freundin | for my girlfriend
für meinen freund | for my boyfriend
für meinen bruder | for my brother
für meine schwester | for my sister
für meine oma | for my grandmother
für meinen opa | for my grandfather
für kinder | for kids
für ein kind | for a child
für damen | for women
für frauen | for women
für herren | for men
für männer | for men
für jungen | for boys
für mädchen | for girls
für babys | for babies
für anfänger | for beginners
für zuhause | for home
für draußen | for outdoors
geschenk | gift
ein geschenk | a gift
als geschenk | as a gift
geschenk für | gift for
geschenkidee | gift idea
geschenkideen | gift ideas
zum geburtstag | for the birthday
geburtstag | birthday
weihnachten | christmas
hochzeit | wedding
im | in the
in | in
am | at the
an | at
auf | on
bei | at
zum | for the
zur | for the
vom | of the
von | of
der | the
die | the
das | the
den | the
dem | the
des | of the
ein | a
eine | a
einen | a
einem | a
einer | a
eines | a
ich | i
du | you
ihr | you
sie | you
wir | we
es | it
er | it
mir | me
mich | me
uns | us
euch | you
dir | you
man | you
mein | my
meine | my
meinen | my
meinem | my
meiner | my
dein | your
euer | your
eure | your
ist | is
sind | are
war | was
bin | am
habe | have
hat | has
haben | have
kann | can
können | can
könnt | can
kannst | can
könnte | could
wird | is
werden | be
möchte | would like
möchten | would like
würde | would
soll | should
sollte | should
sollten | should
muss | must
darf | may
gern | gladly
mal | just
gerade | right now
jetzt | now
noch | still
schon | already
sehr | very
wirklich | really
so | so
dann | then
hier | here
da | there
etwas | something
was | what
wer | who
wie | how
wo | where
wann | when
warum | why
wieso | why
welche | which
welcher | which
welches | which
welchen | which
wie viele | how many
wie viel | how much
wieviel | how much
alle | all
alles | everything
viele | many
einige | some
ein paar | a few
andere | other
anderen | other
anderes | other
anders | different
etwas anderes | something else
was anderes | something else
mehr | more
weniger | less
mehr davon | more of those
zeig mir mehr | show me more
weitere | more
ähnlich | similar
ähnliche | similar
ähnliches | something similar
sowas wie | something like
so etwas wie | something like
passt | fits
passt zu | goes with
was passt zu | what goes with
was passt dazu | what goes with it
dazu | with it
passend zu | that goes with
geeignet für | suitable for
geeignet | suitable
ist … geeignet für | is … suitable for
spülmaschinenfest | dishwasher safe
wasserdicht | waterproof
wasserfest | waterproof
vegan | vegan
glutenfrei | gluten free
laktosefrei | lactose free
zuckerfrei | sugar free
bio | organic

das erste | the first one
die erste | the first one
den ersten | the first one
der erste | the first one
das zweite | the second one
die zweite | the second one
den zweiten | the second one
der zweite | the second one
das dritte | the third one
die dritte | the third one
den dritten | the third one
das letzte | the last one
die letzte | the last one
den letzten | the last one
die ersten beiden | the first two
die ersten zwei | the first two
beide | both
dieses | this one
diese | this one
diesen | this one
dieser | this one
jenes | that one
vergleiche | compare
vergleichen | compare
vergleich | compare
kannst du … vergleichen | can you compare …
was ist der unterschied zwischen … und | what is the difference between … and
unterschied | difference
was ist besser | which is better
welches ist besser | which one is better
welche ist besser | which one is better
welcher ist besser | which one is better
erzähl mir mehr über | tell me more about
mehr infos zu | tell me more about
mehr über | more about

in den warenkorb | to my cart
in meinen warenkorb | to my cart
in den korb | to my cart
im warenkorb | in my cart
warenkorb | cart
einkaufswagen | cart
lege … in den warenkorb | add … to my cart
leg … in den warenkorb | add … to my cart
legen sie … in den warenkorb | add … to my cart
pack … in den warenkorb | add … to my cart
packe … in den warenkorb | add … to my cart
tu … in den warenkorb | add … to my cart
füge … hinzu | add … to my cart
füg … hinzu | add … to my cart
füge … zum warenkorb hinzu | add … to my cart
ich nehme | i will take
ich nehm | i will take
nehme ich | i will take it
die nehme ich | i will take it
das nehme ich | i will take it
den nehme ich | i will take it
nimm | take
entferne | remove
entfernen | remove
lösche | remove
löschen | remove
nimm … raus | remove … from my cart
nimm … wieder raus | remove … from my cart
nimm … heraus | remove … from my cart
nimm … aus dem warenkorb | remove … from my cart
entferne … aus dem warenkorb | remove … from my cart
lösche … aus dem warenkorb | remove … from my cart
aus dem warenkorb | from my cart
leere den warenkorb | empty my cart
warenkorb leeren | empty my cart
ändere | change
ändere … auf | change … to
mach … daraus | make it …
mach daraus | make it
mach … draus | make it …
doch nur | only
statt dessen | instead
stattdessen | instead
was ist in meinem warenkorb | what is in my cart
was ist im warenkorb | what is in my cart
was liegt in meinem warenkorb | what is in my cart
was liegt im warenkorb | what is in my cart
zeig mir meinen warenkorb | show me my cart
zeig meinen warenkorb | show my cart
mein warenkorb | my cart
zur kasse | checkout
zur kasse gehen | checkout
bezahlen | pay
bestellen | order
nachbestellen | reorder
kaufen | buy
ich möchte … kaufen | i want to buy …
stück | pieces
eins | one
zwei | two
drei | three
vier | four
fünf | five
sechs | six
sieben | seven
acht | eight
neun | nine
zehn | ten
zwölf | twelve
zweimal | two of
dreimal | three of
von vorne | start over
fang von vorne an | start over
neu anfangen | start over
von vorn anfangen | start over
vergiss | forget
vergiss das budget | forget the budget
rückgängig | undo
mach … rückgängig | undo …
mach das rückgängig | undo that
zurück | back
gefällt mir nicht | i do not like it
gefallen mir nicht | i do not like them
gefällt mir | i like it
das hilft nicht | that does not help
das habe ich nicht gemeint | that is not what i meant
falsch | wrong

rote | rot
roten | rot
roter | rot
rotes | rot
rotem | rot
blaue | blau
blauen | blau
blauer | blau
blaues | blau
blauem | blau
grüne | grün
grünen | grün
grüner | grün
grünes | grün
gelbe | gelb
gelben | gelb
gelber | gelb
gelbes | gelb
schwarze | schwarz
schwarzen | schwarz
schwarzer | schwarz
schwarzes | schwarz
schwarzem | schwarz
weiße | weiß
weißen | weiß
weißer | weiß
weißes | weiß
weißem | weiß
graue | grau
grauen | grau
grauer | grau
graues | grau
braune | braun
braunen | braun
brauner | braun
braunes | braun
goldene | gold
goldenen | gold
silberne | silber
silbernen | silber
bunte | bunt
bunten | bunt
beigen | beige
hölzerne | Holz
hölzernen | Holz
gläserne | Glas
kleine | klein
kleinen | klein
kleines | klein
große | groß
großen | groß
großes | groß
großer | groß
nach | to
ins | into the
zu | to
gegen | against
wenn | if
dass | that
weil | because
sonst | else
eigentlich | actually
vielleicht | maybe
hätte | would have
wäre | would be
brauche ich | do i need
wie pflege ich | how do i care for
wie reinige ich | how do i clean
wie wasche ich | how do i wash
wie benutze ich | how do i use
wie verwende ich | how do i use
gibt es die … auch in | does the … also come in
gibt es den … auch in | does the … also come in
gibt es das … auch in | does the … also come in
gibt es die … in | does the … come in
gibt es den … in | does the … come in
gibt es das … in | does the … come in
nehm ich | i will take it
dann nehm ich … | then add … to my cart
dann nehme ich … | then add … to my cart
ich nehme … | add … to my cart
ich nehm … | add … to my cart
legen sie mir … in den warenkorb | add … to my cart
leg mir … in den warenkorb | add … to my cart
pack mir … in den warenkorb | add … to my cart
packen sie mir … in den warenkorb | add … to my cart
leg … in den korb | add … to my cart
… in den korb bitte | add … to my cart
… in den warenkorb bitte | add … to my cart
und noch … dazu | and also add … to my cart
noch … dazu | also add … to my cart
was hab ich … drin | what is in my cart
was habe ich … drin | what is in my cart
was macht das zusammen | what is the total of my cart
was macht das jetzt zusammen | what is the total of my cart
den günstigeren | the cheaper one
das günstigere | the cheaper one
die günstigere | the cheaper one
in welchen farben gibt es … | in which colors does … come
in welchen größen gibt es … | in which sizes does … come
gibt es die auch in | does it also come in
gibt es den auch in | does it also come in
gibt es das auch in | does it also come in
gibt es sie auch in | does it also come in
gibt es ihn auch in | does it also come in
gibts die auch in | does it also come in
gibts den auch in | does it also come in
gibts das auch in | does it also come in
wo kann ich mich beschweren | where can i complain
ich will mein geld zurück | i want my money back
geld zurück | money back
stinksauer | furious
sauer | angry
wütend | angry
kaputte | broken
kaputtes | broken
kaputter | broken
telefonnummer | phone number
habt ihr eine telefonnummer | what is your phone number
habt ihr ne telefonnummer | what is your phone number
was habt ihr überhaupt | what do you sell
was habt ihr denn überhaupt | what do you sell
könnt ihr … als geschenk einpacken | can you gift wrap …
können sie … als geschenk einpacken | can you gift wrap …
als geschenk einpacken | gift wrap
umsonst | free
kostenlos | free
kostenfrei | free
nen | a
ne | a
nem | a
ner | a
n | a
halt | just
denn | then
überhaupt | at all
schade | pity
mist | pity
sachen | things
ok | okay
ach | oh
einmal | one
hab | have
gibts noch | else is there
was gibts noch | what else is there
was gibt es noch | what else is there
bekomme keine luft | can not breathe
bekommt keine luft | can not breathe
kriege keine luft | can not breathe
kriegt keine luft | can not breathe
atmet nicht | is not breathing
ist bewusstlos | is unconscious
reagiert nicht mehr | unresponsive
hals schwillt zu | throat is closing
`;
