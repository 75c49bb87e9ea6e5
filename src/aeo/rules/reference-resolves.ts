import { nameOf } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const referenceResolves: Rule = {
  id: 'reference-resolves',
  title: 'Every reference leads to a node',
  severity: 'error',
  why: 'An @id that no node of the page carries and that is no page of the shop says nothing.',
  check: ({ graph, url, links }) => {
    const pages = new Set(links.map((link) => withoutHash(link.href)));
    return graph.nodes.flatMap((node) =>
      [...node.fields].flatMap(([name, held]) =>
        held.flatMap((value) => {
          if (typeof value !== 'object' || !('ref' in value) || graph.byId.has(value.ref)) return [];
          const target = URL.parse(value.ref);
          const elsewhere =
            target && withoutHash(value.ref) !== withoutHash(url) && leadsAway(target, url, pages);
          if (elsewhere) return [];
          return [
            {
              where: `${nameOf(node)}, ${name}`,
              found: `It refers to ${value.ref}, which is nowhere on this page.`,
              fix: 'Add the node with that @id to the page, or take the reference away.',
            },
          ];
        }),
      ),
    );
  },
};

/** A reference into another page of the shop is fine where this page links to that page. */
const leadsAway = (target: URL, url: string, pages: ReadonlySet<string>): boolean =>
  target.pathname !== '/' && target.pathname !== new URL(url).pathname && pages.has(withoutHash(target.href));

const withoutHash = (href: string): string => href.split('#')[0]?.split('?')[0] ?? href;
