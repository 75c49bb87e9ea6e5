import { createHash } from 'node:crypto';
import type { QuestionSource, Unanswered } from './note-question.ts';

export interface AskedQuestion {
  readonly text: string;
  readonly terms: readonly string[];
  readonly source: QuestionSource;
  readonly because: Unanswered;
  readonly visitorId: string | null;
  readonly at: Date;
}

/** Questions that ask the same. */
export interface QuestionGroup {
  readonly id: string;
  /** As it was asked most often; of equals the shortest. */
  readonly question: string;
  readonly terms: readonly string[];
  /** Other wordings, most often asked first. */
  readonly wordings: readonly string[];
  readonly times: number;
  /** Different visitors; those without a cookie count as one. */
  readonly people: number;
  readonly bySource: Readonly<Partial<Record<QuestionSource, number>>>;
  readonly byReason: Readonly<Partial<Record<Unanswered, number>>>;
  readonly last: Date;
}

/** The part of what two questions say that they must share to ask the same. */
export const ALIKE = 0.6;
const MOST_WORDINGS = 8;

/**
 * Groups questions by what they are about: two ask the same where what they share weighs most of what either says, a
 * term weighing more the fewer questions hold it. Groups asked most often come first.
 */
export function groupQuestions(questions: readonly AskedQuestion[]): readonly QuestionGroup[] {
  const weights = weightsOf(questions);
  const weigh = (terms: Iterable<string>) =>
    [...terms].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
  const groups: { readonly terms: ReadonlySet<string>; readonly members: AskedQuestion[] }[] = [];
  const byTerm = new Map<string, Set<number>>();
  // Short ones first: what a long question adds does not make a group of its own.
  for (const one of questions.toSorted((a, b) => a.terms.length - b.terms.length)) {
    const terms = new Set(one.terms);
    const near = new Set(one.terms.flatMap((term) => [...(byTerm.get(term) ?? [])]));
    const [best] = [...near]
      .flatMap((at) => {
        const group = groups[at];
        if (!group) return [];
        const shared = weigh(terms.intersection(group.terms));
        return [{ group, alike: shared / weigh(terms.union(group.terms)) }];
      })
      .toSorted((a, b) => b.alike - a.alike);
    if (best && best.alike >= ALIKE) best.group.members.push(one);
    else {
      for (const term of terms) byTerm.set(term, (byTerm.get(term) ?? new Set()).add(groups.length));
      groups.push({ terms, members: [one] });
    }
  }
  return groups
    .map(({ terms, members }) => groupOf([...terms], members))
    .toSorted((a, b) => b.times - a.times || b.last.getTime() - a.last.getTime());
}

function weightsOf(questions: readonly AskedQuestion[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { terms } of questions)
    for (const term of new Set(terms)) held.set(term, (held.get(term) ?? 0) + 1);
  return new Map([...held].map(([term, count]) => [term, Math.log(1 + questions.length / count)]));
}

/** One group of questions about these terms; at least one question. */
export function groupOf(terms: readonly string[], members: readonly AskedQuestion[]): QuestionGroup {
  const wordings = [...countOf(members.map(({ text }) => text))]
    .toSorted(([a, times], [b, other]) => other - times || a.length - b.length)
    .map(([text]) => text);
  return {
    id: groupId(terms),
    question: wordings[0] ?? '',
    terms,
    wordings: wordings.slice(1, MOST_WORDINGS + 1),
    times: members.length,
    people: new Set(members.map(({ visitorId }) => visitorId)).size,
    bySource: Object.fromEntries(countOf(members.map(({ source }) => source))),
    byReason: Object.fromEntries(countOf(members.map(({ because }) => because))),
    last: new Date(Math.max(...members.map(({ at }) => at.getTime()))),
  };
}

/** What a group is known by: what its first question is about, in any order. */
const groupId = (terms: readonly string[]): string =>
  createHash('sha256').update(terms.toSorted().join(' ')).digest('base64url').slice(0, 16);

function countOf<Value extends string>(values: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
