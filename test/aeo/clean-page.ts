/* One page without a fault, written for these tests; every seeded fault is a small change of it. */

// A graph in a test is changed at will, so its shape stays open.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

export const address = 'https://shop.example/p/heron-trail';
export const readOn = new Date('2026-11-23T12:00:00Z');

const at = (path: string) => new URL(path, 'https://shop.example').href;
const answerText =
  'The Heron is a trail running shoe of 262 g with a 6 mm drop, made for wet rock and narrow paths. It suits runners who go up to 40 km and want to feel the ground.';

const variant = (sku: string, gtin: string, size: string, price: string, availability: string) => ({
  '@type': 'Product',
  '@id': at(`/p/heron-trail?variant=${sku}#variant`),
  name: `Heron Trail, ${size}`,
  description: answerText,
  sku,
  gtin,
  size,
  url: at(`/p/heron-trail?variant=${sku}`),
  image: [at('/pictures/heron-trail.svg')],
  brand: { '@type': 'Brand', name: 'Marshwork' },
  category: 'Shoes > Trail running shoes',
  isVariantOf: { '@id': at('/p/heron-trail#product') },
  additionalProperty: [
    { '@type': 'PropertyValue', name: 'Drop', propertyID: 'drop', value: 6, unitCode: 'MMT', unitText: 'mm' },
  ],
  offers: {
    '@type': 'Offer',
    url: at(`/p/heron-trail?variant=${sku}`),
    price,
    priceCurrency: 'USD',
    priceValidUntil: '2027-06-30',
    availability: `https://schema.org/${availability}`,
    itemCondition: 'https://schema.org/NewCondition',
    seller: { '@id': at('/#store') },
    shippingDetails: { '@id': at('/#shipping') },
    hasMerchantReturnPolicy: { '@id': at('/#returns') },
    priceSpecification: [
      {
        '@type': 'UnitPriceSpecification',
        priceType: 'https://schema.org/StrikethroughPrice',
        price: '159.00',
        priceCurrency: 'USD',
      },
      {
        '@type': 'UnitPriceSpecification',
        price: '125.00',
        priceCurrency: 'USD',
        validForMemberTier: { '@id': at('/#tier') },
        referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitText: 'pair' },
      },
    ],
  },
});

/** The nodes of the page, made anew so that a fault can change them. */
export const cleanGraph = (): Loose[] => [
  {
    '@type': 'OnlineStore',
    '@id': at('/#store'),
    name: 'Fenland Running',
    url: at('/'),
    hasMerchantReturnPolicy: { '@id': at('/#returns') },
    hasMemberProgram: {
      '@type': 'MemberProgram',
      '@id': at('/#members'),
      name: 'Fenland members',
      description: 'Free to join; members pay less.',
      hasTiers: [
        {
          '@type': 'MemberProgramTier',
          '@id': at('/#tier'),
          name: 'Member',
          hasTierBenefit: ['https://schema.org/TierBenefitLoyaltyPrice'],
        },
      ],
    },
  },
  { '@type': 'WebSite', '@id': at('/#website'), name: 'Fenland Running', url: at('/') },
  {
    '@type': 'ItemPage',
    '@id': `${address}#page`,
    name: 'Heron Trail',
    datePublished: '2026-03-01',
    dateModified: '2026-11-16',
    isPartOf: { '@id': at('/#website') },
  },
  {
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: 'Home', item: at('/') },
      { '@type': 'ListItem', position: 2, name: 'Shoes', item: at('/c/shoes') },
      { '@type': 'ListItem', position: 3, name: 'Heron Trail', item: address },
    ],
  },
  {
    '@type': 'ProductGroup',
    '@id': `${address}#product`,
    name: 'Heron Trail',
    description: answerText,
    url: address,
    productGroupID: 'heron-trail',
    brand: { '@type': 'Brand', name: 'Marshwork' },
    category: 'Shoes > Trail running shoes',
    variesBy: ['https://schema.org/size'],
    aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.6, reviewCount: 38 },
    positiveNotes: {
      '@type': 'ItemList',
      numberOfItems: 1,
      itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Holds on wet rock' }],
    },
    hasVariant: [
      { '@id': at('/p/heron-trail?variant=HER-9#variant') },
      { '@id': at('/p/heron-trail?variant=HER-10#variant') },
    ],
  },
  variant('HER-9', '4006381333931', 'US 9', '139.00', 'InStock'),
  variant('HER-10', '96385074', 'US 10', '139.00', 'OutOfStock'),
  {
    '@type': 'OfferShippingDetails',
    '@id': at('/#shipping'),
    shippingRate: { '@type': 'MonetaryAmount', value: '4.90', currency: 'USD' },
    shippingDestination: [{ '@type': 'DefinedRegion', addressCountry: 'US' }],
    deliveryTime: {
      '@type': 'ShippingDeliveryTime',
      handlingTime: { '@type': 'QuantitativeValue', minValue: 0, maxValue: 1, unitCode: 'DAY' },
      transitTime: { '@type': 'QuantitativeValue', minValue: 3, maxValue: 5, unitCode: 'DAY' },
    },
  },
  {
    '@type': 'MerchantReturnPolicy',
    '@id': at('/#returns'),
    applicableCountry: ['US'],
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: 45,
    returnMethod: 'https://schema.org/ReturnByMail',
    returnFees: 'https://schema.org/FreeReturn',
  },
  {
    '@type': 'FAQPage',
    '@id': `${address}#faq`,
    mainEntity: [
      {
        '@type': 'Question',
        name: 'Does it run true to size?',
        acceptedAnswer: {
          '@type': 'Answer',
          text: 'Yes. Take your usual size; the toe box is 4 mm wider than most.',
        },
      },
    ],
  },
];

/** The page around a graph. */
export const cleanPage = (graph: readonly unknown[] = cleanGraph()): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Heron Trail | Fenland Running</title>
<meta name="description" content="A trail running shoe of 262 g with a 6 mm drop, made for wet rock and narrow paths up to 40 km.">
<link rel="canonical" href="${address}">
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<nav><a href="/c/shoes">Shoes</a></nav>
<main id="content">
<h1>Heron Trail</h1>
<img src="/pictures/heron-trail.svg" alt="Side view of the Heron Trail in moss green, with a 6 mm drop">
<p class="answer">${answerText}</p>
<p>The tongue is rated UPF 50.</p>
<p class="price">$139 <s>$159</s></p>
<p class="stock">In stock</p>
<p>Members pay $125.</p>
<p><a href="#reviews">4.6 of 5 from 38 reviews</a></p>
<p>45 days to send it back, free</p>
<h2>Who it is for</h2>
<ul><li>Runners on wet rock, roots and narrow mountain paths who like to feel where they step.</li>
<li>People who race up to a trail marathon and train twice a week off the road.</li></ul>
<h2>Who should choose something else</h2>
<p>Heavy heel strikers and anybody with more than 40 km of gravel road before them will want softer foam below the heel.</p>
<h2>Why it exists</h2>
<p>Marshwork ran the fen edges for three winters in shoes that drained badly. The Heron lets water out through eleven holes in the side and dries in an hour near a stove.
<a href="https://journal.example/drainage">A study found that drained shoes stay lighter</a>.</p>
<h2>The numbers</h2>
<dl><div><dt>Drop</dt><dd>6 mm</dd></div><div><dt>Weight</dt><dd>262 g</dd></div><div><dt>SKU</dt><dd>HER-9</dd></div></dl>
<h2>Questions about it</h2>
<h3>Does it run true to size?</h3>
<p>Yes. Take your usual size; the toe box is 4 mm wider than most.</p>
<h2>Care</h2>
<p>Rinse the mud off with cold water and dry it in the shade. It lasts about 700 km on soft ground.</p>
<h2>Delivery</h2>
<p>It arrives in three to six working days. Delivery costs $4.90. Checked on <time datetime="2026-11-16">November 16, 2026</time>.</p>
<h2 id="reviews">What owners say</h2>
<p>“Never slipped on the slabs above the tarn, and my feet were dry again by the second gate.”</p>
<span class="hidden-text">End of the reviews</span>
</main>
</body>
</html>`;
