import type { Messages } from '../english/messages.ts';

export const drafts: Messages['drafts'] = {
  lead: (category, shop) => `${category} bei ${shop}.`,
  parts: (names) => `Darunter ${names}.`,
  makers: (names) => `Von ${names}.`,
  makersAmong: (names) => `Von ${names} und anderen.`,
  traits: (labels) => `Unterscheiden sich in: ${labels}.`,
  traitsOf: 'Was diese Produkte über sich sagen und wonach Sie auswählen können:',
  sold: (shop, kinds) => `Bei ${shop} finden Sie ${kinds}.`,
  faq: {
    sell: {
      question: ({ shop }) => `Was verkauft ${shop}?`,
      answer: ({ kinds }) => `${kinds}. [Alle Produkte](/products) stehen in einer Liste.`,
    },
    brands: {
      question: () => 'Welche Marken führen Sie?',
      answer: ({ brands, more }) =>
        `${brands}${more ? ' und andere' : ''}. Jede Liste lässt sich auf eine Marke eingrenzen.`,
    },
    trait: {
      question: ({ label, category }) => `Welche Auswahl gibt es unter ${category} bei ${label}?`,
      answer: ({ values, category, href }) =>
        `${values}. Unter [${category}](${href}) können Sie die Liste darauf eingrenzen.`,
    },
    tax: {
      question: () => 'Enthalten Ihre Preise die Mehrwertsteuer?',
      answer: ({ included }) =>
        included
          ? 'Ja. Alle Preise enthalten die gesetzliche Mehrwertsteuer.'
          : 'Nein. Wo Steuern anfallen, kommen sie an der Kasse je nach Lieferadresse dazu.',
    },
    reach: {
      question: () => 'Wie erreiche ich einen Menschen?',
      answer: ({ email, phone, hours }) =>
        `Schreiben Sie an ${email}${phone ? ` oder rufen Sie an: ${phone}` : ''}. ${hours}.`,
    },
  },
  toFollow: 'Folgt',
  returnsStart: 'Eine Rücksendung melden Sie auf der Seite Ihrer Bestellung an.',
  privacy: {
    title: 'Datenschutz',
    summary:
      'Was dieser Shop von Ihnen speichert, warum, und wie Sie es einsehen, mitnehmen oder löschen lassen.',
    body: `## Was gespeichert wird, und warum

| Was | Warum |
| --- | --- |
| Eine zufällige Besuchernummer in einem Cookie | Damit Ihr Warenkorb auf der nächsten Seite noch da ist |
| Was in Ihrem Warenkorb liegt | Damit Sie darauf zurückkommen können |
| Fragen, die Sie dem Shop stellen, und seine Antworten | Damit ein Gespräch von einer Zeile zur nächsten stimmt und falsche Antworten auffallen |
| Seiten und Produkte, die Sie in diesem Shop geöffnet haben | Um zu lernen, welche Antworten geholfen haben |
| Wenn Sie sich anmelden: Ihre E-Mail-Adresse und was Sie erlaubt haben | Um den Anmeldelink zu schicken und nur zu tun, was Sie erlaubt haben |
| Wenn ein Mensch eine Frage übernimmt: das Gespräch, Ihr Warenkorb, Ihre Bestellungen und die Adresse, die Sie hinterlassen | Damit Sie nichts zweimal erzählen müssen und die Antwort Sie erreicht |
| Für eine Bestellung: Name, Anschrift, E-Mail, was Sie gekauft und bezahlt haben; keine Kartennummer | Um sie zu liefern und zu erstatten |

## Ihre Wahl

Unter [Ihre Daten](/your-data) sehen Sie, was über Sie gespeichert ist, nehmen es mit oder lassen es löschen, mit oder
ohne Konto.`,
  },
  terms: {
    title: 'AGB',
    summary: (shop) => `Wer Ihnen bei ${shop} verkauft, und was in den Preisen enthalten ist.`,
    body: ({ company, address, currency, included }) => `## Wer verkauft

Verkäufer ist ${company}, ${address}.

## Preise

Die Preise sind in ${currency} und ${included ? 'enthalten die gesetzliche Mehrwertsteuer' : 'verstehen sich ohne Steuern, die an der Kasse dazukommen, wo sie anfallen'}. Es gilt der
Preis, der bei der Bestellung in Ihrem Warenkorb steht.`,
  },
};
