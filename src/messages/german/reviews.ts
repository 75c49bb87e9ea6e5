import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const reviews: Messages['reviews'] = {
  count: (count: number) => plural(count, { one: '1 Bewertung', other: `${count} Bewertungen` }),
  stars: (stars: number) => `${String(stars).replace('.', ',')} von 5 Sternen`,
  demonstrationCount: (count: number) =>
    plural(count, { one: '1 Vorführbewertung', other: `${count} Vorführbewertungen` }),
  demonstrationTitle: 'Vorführbewertungen',
  title: 'Bewertungen',
  fiveFrom: (count: string) => `von 5 aus ${count}`,
  asStated: 'wie der Katalog es angibt; die Texte dazu liegen hier nicht vor.',
  nobody: (isRated: boolean) =>
    `${isRated ? '' : 'Noch niemand hat es bewertet. '}Wir bitten nach einer Bestellung um eine Bewertung; sonst kann hier niemand eine schreiben.`,
  ownersDemo: 'Was die Vorführbewertungen sagen',
  owners: 'Was Käufer sagen',
};
