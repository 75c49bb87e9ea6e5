import { messagesOf } from '#src/messages/messages.ts';

/**
 * What a fact is called in the shop's language. A merchant's own label stands as it is; one that only repeats the key
 * (`Color` of `color`, as the formats of feeds name their fields) is told in the language where it knows the key.
 */
export function spokenLabel(key: string, label: string, locale: string): string {
  const { labels } = messagesOf(locale).filters;
  const known = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return known && label.toLowerCase() === key.replaceAll('_', ' ') ? known : label;
}
