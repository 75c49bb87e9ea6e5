import type { KitWords } from '#src/editorial/kit-schema.ts';
import { isCurrency, parseMoney, type Money } from '#src/money/money.ts';
import type { KitRequest } from './kit.ts';

export interface RequestedKit {
  readonly request: KitRequest;
  /** What stands in the budget's field. */
  readonly budgetText: string;
  /** What is wrong with the address, in the shopper's words; null where nothing is. */
  readonly problem: string | null;
}

/** The request that the address of a kit's page says; before anything is asked, the budget its file starts with. */
export function requestedKit(
  slug: string,
  kit: KitWords,
  query: URLSearchParams,
  currency: string,
): RequestedKit {
  const [written = '', itsCurrency = ''] = (kit.budget ?? '').split(' ');
  const usual = itsCurrency === currency ? written.replace(/\.00$/, '') : '';
  const budgetText = (query.get('budget') ?? usual).trim().slice(0, 20);
  const budget = readBudget(budgetText, currency);
  const roles = new Set(kit.roles.map((role) => role.role));
  const known = (name: string) => query.getAll(name).filter((role) => roles.has(role));
  const sizes = kit.roles.flatMap((role) => {
    const size = role.size && query.get(`size-${role.size}`)?.trim().slice(0, 40);
    return role.size && size ? [[role.size, size] as const] : [];
  });
  const swaps = kit.roles.flatMap((role) => {
    const slugOf = query.get(`swap-${role.role}`)?.slice(0, 120);
    return slugOf ? [[role.role, slugOf] as const] : [];
  });
  const request = {
    goal: slug,
    budget,
    sizes: Object.fromEntries(sizes),
    swaps: Object.fromEntries(swaps),
    owned: known('owned'),
    without: known('without'),
  };
  const problem = budgetText && !budget ? 'Write the budget as an amount above zero, such as 250.' : null;
  return { request, budgetText, problem };
}

function readBudget(text: string, currency: string): Money | null {
  if (!text || !isCurrency(currency)) return null;
  const amount = parseMoney(
    text.replace(/^[\p{Sc}\p{L}\s]+|(?<![\p{Sc}\p{L}\s])[\p{Sc}\p{L}\s]+$/gu, ''),
    currency,
  );
  return amount && amount.minor > 0 ? amount : null;
}

/** The address of the same request with one thing changed; `null` takes it out. */
export function kitAddress(path: string, query: URLSearchParams, name: string, value: string | null): string {
  const changed = new URLSearchParams(query);
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  const text = changed.toString();
  return text ? `${path}?${text}` : path;
}
