import type { MemberProgram } from 'schema-dts';
import type { Content } from '#src/editorial/content.ts';
import type { ProgramWords } from '#src/editorial/program-schema.ts';
import { parseMoney } from '#src/money/money.ts';
import { absolute } from './json-ld.ts';

/** The @id of a tier, by which a member price names whom it is for. */
export const tierId = (site: string, tier: string): string => absolute(site, `/#tier-${tier}`);

/**
 * The rewards program with its tiers, what each gives and from when; for pages that tell a member price and for the
 * page of the program. https://developers.google.com/search/docs/appearance/structured-data/loyalty-program
 */
export function memberProgramNode(
  site: string,
  content: Pick<Content, 'program' | 'offers'>,
): MemberProgram | null {
  const words = content.program?.words;
  if (!words) return null;
  return {
    '@type': 'MemberProgram',
    '@id': absolute(site, '/#members'),
    name: words.name,
    description: words.summary,
    url: absolute(site, '/rewards'),
    hostingOrganization: { '@id': absolute(site, '/#store') },
    hasTiers: words.tiers.map((tier) => ({
      '@type': 'MemberProgramTier',
      '@id': tierId(site, tier.id),
      name: tier.title,
      hasTierBenefit: benefitsOf(content, tier.id),
      ...requirementOf(tier),
      membershipPointsEarned: pointsPerUnit(words, tier.earnTimes ?? 1),
    })),
  };
}

const POINTS = 'https://schema.org/TierBenefitLoyaltyPoints';
const PRICE = 'https://schema.org/TierBenefitLoyaltyPrice';

function benefitsOf({ offers }: Pick<Content, 'offers'>, tier: string): (typeof POINTS | typeof PRICE)[] {
  const hasPrices = offers.some(
    ({ words }) =>
      words.reward.memberPrice && !words.paused && (!words.when?.tiers || words.when.tiers.includes(tier)),
  );
  return hasPrices ? [PRICE, POINTS] : [POINTS];
}

function requirementOf({ from }: ProgramWords['tiers'][number]) {
  if (!from || !('spend' in from) || !from.spend) return {};
  const [value = '', currency = ''] = from.spend.split(' ');
  return { hasTierRequirement: { '@type': 'MonetaryAmount', value: Number(value), currency } as const };
}

/** Points for one unit of the currency, as search engines count them. */
function pointsPerUnit({ points }: ProgramWords, times: number): number {
  const [number = '', currency = ''] = points.per.split(' ');
  const per = parseMoney(number, currency)?.minor ?? 0;
  const unit = parseMoney('1', currency)?.minor ?? 0;
  return per > 0 ? Math.round((times * unit * 10_000) / per) / 10_000 : 0;
}
