import { linked, nodesOf, readGraph, said, values, type Graph, type GraphNode } from '../graph.ts';
import { elementsOf, parseHtml } from '../html-tree.ts';
import { questionsText, type Told } from '../stated-facts.ts';
import { member } from '../offers.ts';
import { eachVariant, type Surface } from '../surface.ts';
import { pageOf } from './product-page.ts';
import { stateOfCode } from './stock-words.ts';

/** What machines read on the page: the node of the variant and the nodes it refers to. */
export const jsonLdData: Surface = {
  name: 'JSON-LD',
  facts: () => [
    'price',
    'price before',
    'member price',
    'currency',
    'availability',
    'return window',
    'shipping',
    'rating',
    'sku',
    'gtin',
    'mpn',
    'questions',
  ],
  read: (shelves, product) =>
    eachVariant(product, async (variant) => {
      const scripts = [...elementsOf(parseHtml(await pageOf(shelves, product, variant)))]
        .filter((one) => one.tag === 'script' && one.attributes['type'] === 'application/ld+json')
        .map((one) => one.children.join(''));
      const graph = readGraph(scripts);
      const node = nodesOf(graph, 'Product').find((one) => said(one, 'sku') === variant.sku);
      return node ? toldOf(graph, node, shelves.content.store.country) : null;
    }),
};

/** What a variant's node and those that it refers to tell. */
export function toldOf(graph: Graph, node: GraphNode, country: string): Told {
  const [offer] = linked(graph, node, 'offers');
  if (!offer) return { sku: said(node, 'sku') };
  const before = linked(graph, offer, 'priceSpecification').find(
    (one) => member(said(one, 'priceType')) === 'StrikethroughPrice',
  );
  const forMembers = linked(graph, offer, 'priceSpecification').find(
    (one) => values(one, 'validForMemberTier').length > 0,
  );
  const [returns] = linked(graph, offer, 'hasMerchantReturnPolicy');
  const days = returns && said(returns, 'merchantReturnDays');
  const [group] = linked(graph, node, 'isVariantOf');
  const [rating] = linked(graph, group ?? node, 'aggregateRating');
  const questions = nodesOf(graph, 'Question').map((question): [string, string] => {
    const [answer] = linked(graph, question, 'acceptedAnswer');
    return [said(question, 'name') ?? '', (answer && said(answer, 'text')) ?? ''];
  });
  return {
    price: said(offer, 'price'),
    'price before': before ? said(before, 'price') : null,
    'member price': forMembers ? said(forMembers, 'price') : null,
    currency: said(offer, 'priceCurrency'),
    availability: stateOfCode(member(said(offer, 'availability'))),
    'return window': days ? `${days} days` : null,
    shipping: rateTo(graph, offer, country),
    rating: rating
      ? `${Number(said(rating, 'ratingValue')).toFixed(1)} of ${said(rating, 'reviewCount')}`
      : null,
    sku: said(node, 'sku'),
    gtin: said(node, 'gtin'),
    mpn: said(node, 'mpn'),
    questions: questionsText(questions),
  };
}

function rateTo(graph: Graph, offer: GraphNode, country: string): string | null {
  const details = linked(graph, offer, 'shippingDetails').find((one) =>
    linked(graph, one, 'shippingDestination').some((region) => said(region, 'addressCountry') === country),
  );
  const [rate] = details ? linked(graph, details, 'shippingRate') : [];
  return rate ? `${said(rate, 'value')} ${said(rate, 'currency')}` : null;
}
