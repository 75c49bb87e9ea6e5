import type { Engine } from '#src/database/database.ts';
import { seeded } from '#src/numbers/seeded.ts';
import type { JudgedShop } from './demo-shop.ts';
import { lossesOf, lossLine, type Loss } from './losses.ts';
import type { Measured } from './measure-system.ts';
import { pairedBootstrap, type Interval } from './measures.ts';
import { answerAsPage, readAsPage } from './own-systems.ts';

interface Contrast {
  readonly against: string;
  readonly ndcg10: Interval;
  readonly judgedNdcg10: Interval;
}

/** What a run of systems over one set found. */
export interface SearchReport {
  readonly documents: number;
  readonly queries: number;
  readonly engine: Engine;
  readonly systems: readonly Measured[];
  /** The first system against each of the others. */
  readonly contrasts: readonly Contrast[];
  /** Where the whole path loses to ranking alone, worst first; empty where one of the two was not measured. */
  readonly losses: readonly Loss[];
  /**
   * What the page disappoints with at first sight: answers that are bad so, and products shown as fitting for what no
   * document answers. Null where the page was not measured.
   */
  readonly firstSight: { readonly asked: number; readonly bad: readonly string[] } | null;
}

export async function searchReport(
  shop: JudgedShop,
  engine: Engine,
  systems: readonly Measured[],
): Promise<SearchReport> {
  const { set } = shop;
  const [first, ...others] = systems;
  const named = (name: string) => systems.find((one) => one.name === name);
  const [ranking, page] = [named('shelftalk'), named('shelftalk-page')];
  const contrasts = others.map((other): Contrast => {
    const random = seeded(1);
    return {
      against: other.name,
      ndcg10: pairedBootstrap(first?.perQuery.ndcg ?? [], other.perQuery.ndcg, random),
      judgedNdcg10: pairedBootstrap(first?.perQuery.judged ?? [], other.perQuery.judged, random),
    };
  });
  return {
    documents: set.docs.length,
    queries: set.queries.length,
    engine,
    systems,
    contrasts,
    losses: ranking && page ? await lossesOf(shop, set, ranking, page) : [],
    firstSight: page ? await firstSightOf(shop, page) : null,
  };
}

async function firstSightOf(shop: JudgedShop, page: Measured): Promise<SearchReport['firstSight']> {
  const { queries, unanswered } = shop.set;
  const bad = queries.filter((_, at) => page.perQuery.bad[at]).map(({ text }) => text);
  for (const { text } of unanswered) {
    const { total, unmatched } = await answerAsPage(shop, await readAsPage(shop, text), 1);
    if (total > 0 && unmatched.length === 0) bad.push(text);
  }
  return { asked: queries.length + unanswered.length, bad };
}

const MOST_PRINTED = 25;
const MOST_NAMED = 60;

export function printReport(report: SearchReport): string {
  const { systems, contrasts, losses, firstSight } = report;
  const interval = ({ difference, from, to }: Interval) =>
    `${signed(difference)} [${signed(from)}, ${signed(to)}]`;
  const lost = losses.slice(0, MOST_PRINTED).map((loss) => `  ${lossLine(loss)}`);
  return [
    `${report.documents} documents, ${report.queries} queries, ${report.engine}`,
    ...systems.map(systemLine),
    ...contrasts.map(
      (one) =>
        `${systems[0]?.name} - ${one.against}: ndcg10 ${interval(one.ndcg10)}; ` +
        `judgedNdcg10 ${interval(one.judgedNdcg10)} (95 %, paired bootstrap)`,
    ),
    ...(firstSight
      ? [
          `The page is bad at first sight for ${firstSight.bad.length} of ${firstSight.asked} questions: ` +
            firstSight.bad.slice(0, MOST_NAMED).join('; '),
        ]
      : []),
    ...(losses.length
      ? [`The whole path loses to ranking alone on ${losses.length} queries, ndcg@10:`, ...lost]
      : []),
    ...(losses.length > MOST_PRINTED ? [`  and ${losses.length - MOST_PRINTED} more (--json has all)`] : []),
  ].join('\n');
}

function systemLine(one: Measured): string {
  const figure = (label: string, value: number, digits = 3) => `${label} ${value.toFixed(digits)}`;
  return [
    one.name.padEnd(18),
    figure('ndcg@10', one.ndcg10),
    figure('judged', one.judgedNdcg10),
    figure('recall@100', one.recall100),
    figure('mrr', one.mrr),
    figure('bad@5', one.badAtFirstSight),
    figure('cpu ms', one.cpuMsPerQuery, 1),
    figure('docs/s', one.indexDocsPerSecond, 0),
    one.indexBytes === null ? 'in memory' : figure('MB', one.indexBytes / 1e6, 0),
    `(${one.note})`,
  ].join('  ');
}

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
