import type { Filter } from '#src/query/search-query.ts';
import type { Named } from './vocabulary.ts';

/** Whether it names a fact that is mostly stated as yes or no. */
export const isFlagKey = (named: Named): boolean =>
  named.kind === 'label' && named.key.flags > 0 && named.key.flags >= named.key.words * 0.2;

export const booleanFilter = (named: Named & { kind: 'label' }, value: boolean): Filter => ({
  kind: 'flag',
  key: named.key.key,
  label: named.key.label,
  value,
});
