/*
 * The part of schema.org this shop speaks: for each type the type above it and the properties with what they may hold.
 * Facts of the vocabulary, written down by hand; test/aeo/vocabulary.test.ts holds them against schema-dts.
 */

interface Entry {
  readonly above: string | null;
  /** `property:Range|Range`, parted by blanks. */
  readonly has: string;
}

const entries: Readonly<Record<string, Entry>> = {
  Thing: {
    above: null,
    has: 'name:Text description:Text url:URL image:URL|ImageObject alternateName:Text sameAs:URL identifier:Text|PropertyValue mainEntityOfPage:URL|CreativeWork potentialAction:Action subjectOf:CreativeWork disambiguatingDescription:Text additionalType:URL|Text',
  },
  Action: { above: 'Thing', has: 'target:EntryPoint|URL object:Thing result:Thing' },
  SearchAction: { above: 'Action', has: 'query:Text query-input:Text' },
  Intangible: { above: 'Thing', has: '' },
  StructuredValue: { above: 'Intangible', has: '' },
  EntryPoint: {
    above: 'Intangible',
    has: 'urlTemplate:Text actionPlatform:URL|Text encodingType:Text contentType:Text httpMethod:Text',
  },
  Place: { above: 'Thing', has: 'address:PostalAddress|Text' },
  Country: { above: 'Place', has: '' },
  Person: { above: 'Thing', has: 'jobTitle:Text worksFor:Organization email:Text knowsAbout:Text|URL|Thing' },
  Organization: {
    above: 'Thing',
    has: 'logo:URL|ImageObject email:Text telephone:Text address:PostalAddress|Text contactPoint:ContactPoint legalName:Text hasMerchantReturnPolicy:MerchantReturnPolicy hasMemberProgram:MemberProgram hasShippingService:ShippingService brand:Brand foundingDate:Date taxID:Text vatID:Text aggregateRating:AggregateRating slogan:Text knowsAbout:Text|URL|Thing publishingPrinciples:URL|CreativeWork makesOffer:Offer department:Organization',
  },
  OnlineBusiness: { above: 'Organization', has: '' },
  OnlineStore: { above: 'OnlineBusiness', has: '' },
  Brand: { above: 'Intangible', has: 'logo:URL|ImageObject slogan:Text aggregateRating:AggregateRating' },
  ContactPoint: {
    above: 'StructuredValue',
    has: 'contactType:Text email:Text telephone:Text areaServed:Text|Place hoursAvailable:OpeningHoursSpecification availableLanguage:Text contactOption:URL',
  },
  PostalAddress: {
    above: 'ContactPoint',
    has: 'streetAddress:Text addressLocality:Text addressRegion:Text postalCode:Text addressCountry:Text|Country postOfficeBoxNumber:Text',
  },
  CreativeWork: {
    above: 'Thing',
    has: 'headline:Text author:Person|Organization publisher:Organization|Person datePublished:Date dateModified:Date inLanguage:Text about:Thing mentions:Thing citation:Text|CreativeWork isPartOf:CreativeWork|URL hasPart:CreativeWork mainEntity:Thing text:Text keywords:Text|URL encoding:Thing comment:Comment thumbnailUrl:URL license:URL|CreativeWork isBasedOn:URL|CreativeWork|Product abstract:Text creator:Person|Organization aggregateRating:AggregateRating review:Review dateCreated:Date',
  },
  WebSite: { above: 'CreativeWork', has: '' },
  WebPage: {
    above: 'CreativeWork',
    has: 'breadcrumb:BreadcrumbList|Text lastReviewed:Date reviewedBy:Person|Organization primaryImageOfPage:ImageObject significantLink:URL speakable:URL|Thing relatedLink:URL mainContentOfPage:Thing',
  },
  CollectionPage: { above: 'WebPage', has: '' },
  ItemPage: { above: 'WebPage', has: '' },
  AboutPage: { above: 'WebPage', has: '' },
  ContactPage: { above: 'WebPage', has: '' },
  SearchResultsPage: { above: 'WebPage', has: '' },
  FAQPage: { above: 'WebPage', has: '' },
  QAPage: { above: 'WebPage', has: '' },
  Article: { above: 'CreativeWork', has: 'articleBody:Text articleSection:Text wordCount:Number' },
  Comment: { above: 'CreativeWork', has: 'parentItem:CreativeWork upvoteCount:Number' },
  Question: { above: 'Comment', has: 'acceptedAnswer:Answer suggestedAnswer:Answer answerCount:Number' },
  Answer: { above: 'Comment', has: '' },
  MediaObject: {
    above: 'CreativeWork',
    has: 'contentUrl:URL encodingFormat:Text|URL width:QuantitativeValue|Distance height:QuantitativeValue|Distance uploadDate:Date',
  },
  ImageObject: { above: 'MediaObject', has: 'caption:Text' },
  DefinedTermSet: { above: 'CreativeWork', has: 'hasDefinedTerm:DefinedTerm' },
  DefinedTerm: { above: 'Intangible', has: 'termCode:Text inDefinedTermSet:DefinedTermSet|URL' },
  ItemList: {
    above: 'Intangible',
    has: 'itemListElement:ListItem|Text|Thing numberOfItems:Number itemListOrder:Text aggregateElement:Thing',
  },
  BreadcrumbList: { above: 'ItemList', has: '' },
  ListItem: {
    above: 'Intangible',
    has: 'position:Number|Text item:Thing nextItem:ListItem previousItem:ListItem',
  },
  Rating: {
    above: 'Intangible',
    has: 'ratingValue:Number|Text bestRating:Number|Text worstRating:Number|Text author:Person|Organization reviewAspect:Text ratingExplanation:Text',
  },
  AggregateRating: { above: 'Rating', has: 'reviewCount:Number ratingCount:Number itemReviewed:Thing' },
  Review: {
    above: 'CreativeWork',
    has: 'reviewRating:Rating reviewBody:Text itemReviewed:Thing reviewAspect:Text positiveNotes:ItemList|Text negativeNotes:ItemList|Text associatedReview:Review',
  },
  Product: {
    above: 'Thing',
    has: 'sku:Text gtin:Text gtin8:Text gtin12:Text gtin13:Text gtin14:Text mpn:Text brand:Brand|Organization category:Text|URL color:Text size:Text|QuantitativeValue|SizeSpecification|DefinedTerm material:Text|URL|Product pattern:Text|DefinedTerm weight:QuantitativeValue width:QuantitativeValue|Distance height:QuantitativeValue|Distance depth:QuantitativeValue|Distance offers:Offer aggregateRating:AggregateRating review:Review additionalProperty:PropertyValue isVariantOf:ProductGroup|ProductModel inProductGroupWithID:Text positiveNotes:ItemList|ListItem|Text|WebContent negativeNotes:ItemList|ListItem|Text|WebContent audience:Audience hasCertification:Certification isAccessoryOrSparePartFor:Product isConsumableFor:Product isRelatedTo:Product|Service isSimilarTo:Product|Service itemCondition:OfferItemCondition keywords:Text|URL|DefinedTerm manufacturer:Organization countryOfOrigin:Country hasMerchantReturnPolicy:MerchantReturnPolicy hasMeasurement:QuantitativeValue colorSwatch:URL|ImageObject model:Text|ProductModel releaseDate:Date slogan:Text logo:URL|ImageObject productID:Text award:Text hasGS1DigitalLink:URL',
  },
  ProductGroup: { above: 'Product', has: 'productGroupID:Text variesBy:Text|DefinedTerm hasVariant:Product' },
  ProductModel: { above: 'Product', has: '' },
  Offer: {
    above: 'Intangible',
    has: 'price:Number|Text priceCurrency:Text availability:ItemAvailability itemCondition:OfferItemCondition priceSpecification:PriceSpecification priceValidUntil:Date seller:Organization|Person shippingDetails:OfferShippingDetails hasMerchantReturnPolicy:MerchantReturnPolicy validForMemberTier:MemberProgramTier validFrom:Date validThrough:Date sku:Text gtin:Text mpn:Text inventoryLevel:QuantitativeValue itemOffered:Product|Service|Thing warranty:WarrantyPromise eligibleQuantity:QuantitativeValue deliveryLeadTime:QuantitativeValue category:Text|URL availabilityStarts:Date checkoutPageURLTemplate:Text areaServed:Text|Place',
  },
  AggregateOffer: {
    above: 'Offer',
    has: 'lowPrice:Number|Text highPrice:Number|Text offerCount:Number offers:Offer',
  },
  PriceSpecification: {
    above: 'StructuredValue',
    has: 'price:Number|Text priceCurrency:Text minPrice:Number maxPrice:Number validFrom:Date validThrough:Date valueAddedTaxIncluded:Boolean eligibleQuantity:QuantitativeValue eligibleTransactionVolume:PriceSpecification validForMemberTier:MemberProgramTier membershipPointsEarned:Number|QuantitativeValue',
  },
  UnitPriceSpecification: {
    above: 'PriceSpecification',
    has: 'priceType:Text|PriceTypeEnumeration unitCode:Text|URL unitText:Text referenceQuantity:QuantitativeValue billingIncrement:Number',
  },
  QuantitativeValue: {
    above: 'StructuredValue',
    has: 'value:Number|Text|Boolean|StructuredValue unitCode:Text|URL unitText:Text minValue:Number maxValue:Number valueReference:QuantitativeValue|PropertyValue|Text additionalProperty:PropertyValue',
  },
  PropertyValue: {
    above: 'StructuredValue',
    has: 'value:Number|Text|Boolean|StructuredValue propertyID:Text|URL unitCode:Text|URL unitText:Text minValue:Number maxValue:Number measurementTechnique:Text|URL valueReference:QuantitativeValue|PropertyValue|Text',
  },
  MonetaryAmount: {
    above: 'StructuredValue',
    has: 'currency:Text value:Number|Text|Boolean|StructuredValue minValue:Number maxValue:Number validFrom:Date validThrough:Date',
  },
  DefinedRegion: {
    above: 'StructuredValue',
    has: 'addressCountry:Text|Country addressRegion:Text postalCode:Text postalCodePrefix:Text',
  },
  OfferShippingDetails: {
    above: 'StructuredValue',
    has: 'shippingRate:MonetaryAmount|ShippingRateSettings shippingDestination:DefinedRegion deliveryTime:ShippingDeliveryTime doesNotShip:Boolean shippingOrigin:DefinedRegion hasShippingService:ShippingService validForMemberTier:MemberProgramTier width:QuantitativeValue height:QuantitativeValue depth:QuantitativeValue weight:QuantitativeValue',
  },
  ShippingDeliveryTime: {
    above: 'StructuredValue',
    has: 'handlingTime:QuantitativeValue transitTime:QuantitativeValue cutoffTime:Text businessDays:OpeningHoursSpecification|Text',
  },
  ShippingService: {
    above: 'StructuredValue',
    has: 'shippingConditions:ShippingConditions fulfillmentType:Text handlingTime:QuantitativeValue|ServicePeriod validForMemberTier:MemberProgramTier',
  },
  ShippingConditions: {
    above: 'StructuredValue',
    has: 'shippingRate:MonetaryAmount|ShippingRateSettings shippingDestination:DefinedRegion orderValue:MonetaryAmount transitTime:QuantitativeValue|ServicePeriod shippingOrigin:DefinedRegion doesNotShip:Boolean weight:QuantitativeValue numItems:QuantitativeValue',
  },
  ServicePeriod: {
    above: 'StructuredValue',
    has: 'duration:QuantitativeValue|Text businessDays:Text cutoffTime:Text',
  },
  OpeningHoursSpecification: {
    above: 'StructuredValue',
    has: 'opens:Text closes:Text dayOfWeek:Text validFrom:Date validThrough:Date',
  },
  MerchantReturnPolicy: {
    above: 'Intangible',
    has: 'applicableCountry:Text|Country returnPolicyCategory:MerchantReturnEnumeration merchantReturnDays:Number|Date merchantReturnLink:URL returnMethod:ReturnMethodEnumeration returnFees:ReturnFeesEnumeration returnShippingFeesAmount:MonetaryAmount refundType:RefundTypeEnumeration itemCondition:OfferItemCondition returnPolicyCountry:Text|Country restockingFee:MonetaryAmount|Number customerRemorseReturnFees:ReturnFeesEnumeration customerRemorseReturnShippingFeesAmount:MonetaryAmount itemDefectReturnFees:ReturnFeesEnumeration returnLabelSource:ReturnLabelSourceEnumeration validForMemberTier:MemberProgramTier inStoreReturnsOffered:Boolean',
  },
  MemberProgram: { above: 'Intangible', has: 'hasTiers:MemberProgramTier hostingOrganization:Organization' },
  MemberProgramTier: {
    above: 'Intangible',
    has: 'hasTierBenefit:TierBenefitEnumeration hasTierRequirement:Text|MonetaryAmount|UnitPriceSpecification|CreditCard isTierOf:MemberProgram membershipPointsEarned:Number|QuantitativeValue',
  },
  WarrantyPromise: {
    above: 'StructuredValue',
    has: 'durationOfWarranty:QuantitativeValue warrantyScope:Text',
  },
  Certification: {
    above: 'CreativeWork',
    has: 'issuedBy:Organization certificationIdentification:Text|DefinedTerm certificationRating:Rating certificationStatus:Text validIn:Place auditDate:Date expires:Date datePublished:Date logo:URL|ImageObject hasMeasurement:QuantitativeValue',
  },
  Audience: { above: 'Intangible', has: 'audienceType:Text geographicArea:Place' },
  PeopleAudience: {
    above: 'Audience',
    has: 'suggestedGender:Text suggestedMinAge:Number suggestedMaxAge:Number suggestedAge:QuantitativeValue requiredMinAge:Number',
  },
  Enumeration: { above: 'Intangible', has: '' },
  QualitativeValue: { above: 'Enumeration', has: 'additionalProperty:PropertyValue' },
  SizeSpecification: {
    above: 'QualitativeValue',
    has: 'sizeSystem:Text sizeGroup:Text suggestedGender:Text hasMeasurement:QuantitativeValue',
  },
};

/** The members of each enumeration: their values are addresses such as `https://schema.org/InStock`. */
export const enumerations: Readonly<Record<string, readonly string[]>> = {
  ItemAvailability:
    'InStock OutOfStock PreOrder PreSale BackOrder LimitedAvailability SoldOut Discontinued OnlineOnly InStoreOnly MadeToOrder Reserved'.split(
      ' ',
    ),
  OfferItemCondition: ['NewCondition', 'RefurbishedCondition', 'UsedCondition', 'DamagedCondition'],
  PriceTypeEnumeration:
    'ListPrice StrikethroughPrice SalePrice MSRP SRP MinimumAdvertisedPrice RegularPrice InvoicePrice'.split(
      ' ',
    ),
  MerchantReturnEnumeration: [
    'MerchantReturnFiniteReturnWindow',
    'MerchantReturnUnlimitedWindow',
    'MerchantReturnNotPermitted',
    'MerchantReturnUnspecified',
  ],
  ReturnMethodEnumeration: ['ReturnAtKiosk', 'ReturnByMail', 'ReturnInStore', 'KeepProduct'],
  ReturnFeesEnumeration: [
    'FreeReturn',
    'ReturnFeesCustomerResponsibility',
    'ReturnShippingFees',
    'OriginalShippingFees',
    'RestockingFees',
  ],
  RefundTypeEnumeration: ['FullRefund', 'ExchangeRefund', 'StoreCreditRefund'],
  ReturnLabelSourceEnumeration: [
    'ReturnLabelCustomerResponsibility',
    'ReturnLabelDownloadAndPrint',
    'ReturnLabelInBox',
  ],
  TierBenefitEnumeration: [
    'TierBenefitLoyaltyPoints',
    'TierBenefitLoyaltyPrice',
    'TierBenefitLoyaltyReturns',
    'TierBenefitLoyaltyShipping',
  ],
};

/** Own properties of each known type with their ranges. */
export const vocabulary: ReadonlyMap<
  string,
  { readonly above: string | null; readonly has: ReadonlyMap<string, readonly string[]> }
> = new Map(
  Object.entries(entries).map(([type, { above, has }]) => [
    type,
    {
      above,
      has: new Map(
        has
          .split(' ')
          .filter(Boolean)
          .map((one) => {
            const [name = '', ranges = ''] = one.split(':');
            return [name, ranges.split('|')] as const;
          }),
      ),
    },
  ]),
);

/** Whether the type is that type or stands below it. */
export function isA(type: string, above: string): boolean {
  for (let at: string | null = type; at; at = vocabulary.get(at)?.above ?? null)
    if (at === above) return true;
  return false;
}

/** What a property of a type may hold; null where the type has no such property. */
export function rangesOf(type: string, property: string): readonly string[] | null {
  for (let at: string | null = type; at; at = vocabulary.get(at)?.above ?? null) {
    const ranges = vocabulary.get(at)?.has.get(property);
    if (ranges) return ranges;
  }
  return null;
}
