import { fileRole } from '#src/editorial/files.ts';

/** The address at which the words of a file are read first; null where they have none of their own. */
export function pageOf(path: string): string | null {
  const role = fileRole(path);
  switch (role?.kind) {
    case 'products':
      return `/p/${role.slug}`;
    case 'guides':
    case 'policies':
    case 'kits':
    case 'bundles':
      return `/${role.kind}/${role.slug}`;
    case 'categories':
      return `/c/${role.slug}`;
    case 'faqs':
      return '/faq';
    case 'glossary':
      return '/glossary';
    case 'loyalty':
      return '/rewards';
    case 'store':
      return '/';
    default:
      return null;
  }
}
