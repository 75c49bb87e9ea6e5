import type { DefinedTermSet } from 'schema-dts';
import { absolute } from './json-ld.ts';

/** The glossary as a set of defined terms; each has its anchor on the page as address. */
export function glossaryNode(
  site: string,
  language: string,
  terms: readonly { readonly term: string; readonly definition: string; readonly anchor: string }[],
): DefinedTermSet {
  const id = absolute(site, '/glossary#set');
  return {
    '@type': 'DefinedTermSet',
    '@id': id,
    name: 'Glossary',
    url: absolute(site, '/glossary'),
    inLanguage: language,
    hasDefinedTerm: terms.map(
      ({ term, definition, anchor }) =>
        ({
          '@type': 'DefinedTerm',
          '@id': absolute(site, `/glossary#${anchor}`),
          name: term,
          description: definition,
          url: absolute(site, `/glossary#${anchor}`),
          inDefinedTermSet: { '@id': id },
        }) as const,
    ),
  };
}
