const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// XML 1.0, 2.2: what is no character there cannot even be escaped.
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text for an XML element or attribute. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(NO_CHARACTER, '')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
