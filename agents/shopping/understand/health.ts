import { english, padded, says } from './language.ts';

/** The words of illness, pregnancy, medicine or pain that a text holds. */
export function healthWordsIn(text: string): readonly string[] {
  if (says(text, english['no body'])) return [];
  const said = padded(text);
  const words = said.split(' ');
  const endings = english['medical endings'];
  return [
    ...english.medical.filter((phrase) => said.includes(` ${phrase} `)),
    ...words.filter((word) => endings.some((end) => word.length > end.length && word.endsWith(end))),
  ];
}

/** Whether the words speak of illness, pregnancy, medicine or pain: a professional is named before anything else. */
export const speaksOfHealth = (text: string): boolean => healthWordsIn(text).length > 0;

/** Whether they ask what only a professional may judge, and not for goods to choose from. */
export function asksForMedicalAdvice(text: string): boolean {
  if (!speaksOfHealth(text)) return false;
  const asks = says(text, english['medical questions']);
  if (says(text, english.healing)) return true;
  return says(text, english.grave) ? asks || text.includes('?') : asks && !wishesForGoods(text);
}

/** Whether they wish for goods to choose from. */
export const wishesForGoods = (text: string): boolean => says(text, english['asks for goods']);
