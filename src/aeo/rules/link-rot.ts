import type { Rule } from '../rule.ts';

export const linkRot: Rule = {
  id: 'link-rot',
  title: 'Links of the shop lead somewhere',
  severity: 'error',
  why: 'Assistants meet missing pages four times as often as search engines and turn back.',
  check: ({ links, url, ids }) => {
    const broken = links.filter(({ answer }) => answer !== null && answer >= 400);
    const here = url.split('#')[0];
    const nowhere = links.filter(({ href }) => {
      const [page, fragment] = href.split('#');
      return page === here && fragment && !ids.has(decoded(fragment));
    });
    return [
      ...broken.map(({ href, text, answer }) => ({
        where: `link “${text}”`,
        found: `${href} answers ${answer}.`,
        fix: 'Correct the address, or take the link away; a page that moved needs a redirect in store.yaml.',
      })),
      ...nowhere.map(({ href, text }) => ({
        where: `link “${text}”`,
        found: `Nothing on this page has the id ${href.split('#')[1]}.`,
        fix: 'Correct the part after #, or give the section that id.',
      })),
    ];
  },
};

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
