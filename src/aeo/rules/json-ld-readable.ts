import type { Rule } from '../rule.ts';

export const jsonLdReadable: Rule = {
  id: 'json-ld-readable',
  title: 'JSON-LD can be read',
  severity: 'error',
  why: 'One wrong mark makes the whole script unreadable, and every fact in it is lost.',
  check: ({ graph }) =>
    graph.errors.map((error) => ({
      where: 'script type="application/ld+json"',
      found: `It cannot be read: ${error}.`,
      fix: 'Build the script with one JSON writer and begin it with "@context": "https://schema.org".',
    })),
};
