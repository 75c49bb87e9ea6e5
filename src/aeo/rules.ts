import type { Rule } from './rule.ts';
import { absoluteAddresses } from './rules/absolute-addresses.ts';
import { altText } from './rules/alt-text.ts';
import { answerFirst } from './rules/answer-first.ts';
import { availabilityIri } from './rules/availability-iri.ts';
import { availabilityVisible } from './rules/availability-visible.ts';
import { breadcrumbOrder } from './rules/breadcrumb-order.ts';
import { canonicalAddress } from './rules/canonical-address.ts';
import { claimSourced } from './rules/claim-sourced.ts';
import { commonQuestions } from './rules/common-questions.ts';
import { covertText } from './rules/covert-text.ts';
import { datedPage } from './rules/dated-page.ts';
import { datesInOrder } from './rules/dates-in-order.ts';
import { descriptionVisible } from './rules/description-visible.ts';
import { duplicateText } from './rules/duplicate-text.ts';
import { emptyWords } from './rules/empty-words.ts';
import { faqAnswered } from './rules/faq-answered.ts';
import { faqVisible } from './rules/faq-visible.ts';
import { gtinCheckDigit } from './rules/gtin-check-digit.ts';
import { headingOrder } from './rules/heading-order.ts';
import { jsonLdReadable } from './rules/json-ld-readable.ts';
import { linkRot } from './rules/link-rot.ts';
import { linkWords } from './rules/link-words.ts';
import { listComplete } from './rules/list-complete.ts';
import { machineOrders } from './rules/machine-orders.ts';
import { memberPrice } from './rules/member-price.ts';
import { memberProgram } from './rules/member-program.ts';
import { nameVisible } from './rules/name-visible.ts';
import { numbersWithUnits } from './rules/numbers-with-units.ts';
import { offerPolicies } from './rules/offer-policies.ts';
import { oneTruth } from './rules/one-truth.ts';
import { pageLanguage } from './rules/page-language.ts';
import { priceStated } from './rules/price-stated.ts';
import { priceValidUntil } from './rules/price-valid-until.ts';
import { priceVisible } from './rules/price-visible.ts';
import { productGroup } from './rules/product-group.ts';
import { ratingRange } from './rules/rating-range.ts';
import { ratingVisible } from './rules/rating-visible.ts';
import { referenceResolves } from './rules/reference-resolves.ts';
import { requiredProperties } from './rules/required-properties.ts';
import { returnPolicy } from './rules/return-policy.ts';
import { returnsVisible } from './rules/returns-visible.ts';
import { schemaProperty } from './rules/schema-property.ts';
import { schemaRange } from './rules/schema-range.ts';
import { schemaType } from './rules/schema-type.ts';
import { shippingDetails } from './rules/shipping-details.ts';
import { staleness } from './rules/staleness.ts';
import { storeNamed } from './rules/store-named.ts';
import { strikethroughAbove } from './rules/strikethrough-above.ts';
import { thinText } from './rules/thin-text.ts';
import { titleAndSummary } from './rules/title-and-summary.ts';
import { unitPrice } from './rules/unit-price.ts';
import { variantIdentity } from './rules/variant-identity.ts';
import { wordsAgree } from './rules/words-agree.ts';

/** Every rule, in the order of the files. A new rule joins by its line. */
export const rules: readonly Rule[] = [
  absoluteAddresses,
  altText,
  answerFirst,
  availabilityIri,
  availabilityVisible,
  breadcrumbOrder,
  canonicalAddress,
  claimSourced,
  commonQuestions,
  covertText,
  datedPage,
  datesInOrder,
  descriptionVisible,
  duplicateText,
  emptyWords,
  faqAnswered,
  faqVisible,
  gtinCheckDigit,
  headingOrder,
  jsonLdReadable,
  linkRot,
  linkWords,
  listComplete,
  machineOrders,
  memberPrice,
  memberProgram,
  nameVisible,
  numbersWithUnits,
  offerPolicies,
  oneTruth,
  pageLanguage,
  priceStated,
  priceValidUntil,
  priceVisible,
  productGroup,
  ratingRange,
  ratingVisible,
  referenceResolves,
  requiredProperties,
  returnPolicy,
  returnsVisible,
  schemaProperty,
  schemaRange,
  schemaType,
  shippingDetails,
  staleness,
  storeNamed,
  strikethroughAbove,
  thinText,
  titleAndSummary,
  unitPrice,
  variantIdentity,
  wordsAgree,
];
