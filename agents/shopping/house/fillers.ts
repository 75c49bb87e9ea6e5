import { english } from './language.ts';

const opening = english['filler openings'].join('|');
const filler = new RegExp(`\\b(?:(?:${opening})\\s+)+(?:${english.fillers.join('|')})\\b`, 'giu');

/** The words without what says when and not what: "in october". */
export const withoutFillers = (text: string): string => text.replace(filler, ' ').replace(/ {2,}/g, ' ');
