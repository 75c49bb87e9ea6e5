import { describe, expect, it } from 'vitest';
import { glossed, tellingWords } from '#src/language/gloss.ts';

const german = (text: string) => glossed(text, 'de');

describe('German questions put into English', () => {
  it.each([
    ['Ich suche einen Tisch aus Eiche unter 1.200 €', 'i am looking for a Tisch made of Eiche under 1200 €'],
    ['Habt ihr rote Lampen bis 49,90 Euro?', 'do you have rot Lampen up to 49.90 euro?'],
    ['zwischen 50 und 100 Euro', 'between 50 and 100 euro'],
    ['Leg bitte die zweite in den Warenkorb', 'add please the second one to my cart'],
    ['Nimm die Lampe wieder raus', 'remove the Lampe from my cart'],
    ['Kann ich die Schuhe zurückgeben?', 'can i return the Schuhe?'],
    ['Ich möchte mit einem Menschen sprechen', 'i want to talk to a person'],
    ['Bitte legen Sie mir zwei Schürzen in den Warenkorb', 'please add two Schürzen to my cart'],
    ['10 teekannen in den korb bitte', 'add 10 teekannen to my cart'],
    ['Dann nehm ich den günstigeren', 'then add the cheaper one to my cart'],
    ['LAMPEN OHNE METALL', 'LAMPEN without METALL'],
  ])('reads %s', (said, read) => {
    expect(german(said)).toBe(read);
  });

  it('reads umlauts as they are typed without a German keyboard', () => {
    expect(german('Kann ich es zurueckgeben? Ausser in Groesse M.')).toBe(
      german('Kann ich es zurückgeben? Außer in Größe M.'),
    );
  });

  it('leaves dates, codes and the names of things as they were', () => {
    expect(german('Schraube 3.5x16 AB-1.200.A')).toContain('3.5x16');
    expect(german('Überzug «Düne», 3-teilig')).toBe('Überzug «Düne», 3-teilig');
  });

  it('keeps what is said in another language', () => {
    expect(glossed('Ich suche einen Tisch', 'en')).toBe('Ich suche einen Tisch');
    expect(german('do you have oak tables under 300?')).toBe('do you have oak tables under 300?');
  });

  it('reads a long text in one pass', () => {
    expect(german(`${'leg '.repeat(5_000)}in den Warenkorb`)).toContain('to my cart');
  });

  it('knows what a question is about', () => {
    expect(tellingWords('Was kostet der Versand?', 'de')).toBe('kostet Versand');
    expect(tellingWords('what is shipping?', 'en')).toBe('what is shipping?');
  });
});
