import { nameOf } from '../graph.ts';
import type { Rule } from '../rule.ts';

const ADDRESSES = ['url', 'image', 'logo', 'item', 'contentUrl', 'merchantReturnLink', 'thumbnailUrl'];

export const absoluteAddresses: Rule = {
  id: 'absolute-addresses',
  title: 'Addresses in the data are whole',
  severity: 'error',
  why: 'Data travels without its page, so an address without a host leads nowhere.',
  check: ({ graph }) =>
    graph.nodes.flatMap((node) =>
      ADDRESSES.flatMap((name) =>
        (node.fields.get(name) ?? [])
          .filter((value) => typeof value === 'string' && !/^https?:\/\/[^/]+/.test(value))
          .map((value) => ({
            where: `${nameOf(node)}, ${name}`,
            found: `“${String(value)}” has no host.`,
            fix: 'Write the whole address with https:// and the shop’s name.',
          })),
      ),
    ),
};
