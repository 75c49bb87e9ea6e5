import type { StructuredToolInterface } from '@langchain/core/tools';
import type { z } from 'zod';
import { emptyState } from '#src/conversations/conversation-state.ts';
import type { Permit } from '#src/http/load/turn-permits.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import type { Shop } from '#src/shop.ts';
import type { PartEvent, Turn } from '../state.ts';
import { shoppingTools } from '../tools/all.ts';
import { TOOL_ANNOTATIONS, type ToolAnnotations } from '../tool-results/tool-annotations.ts';
import { answerSchemas, type ToolName } from '../tool-results/tool-result.ts';
import { openTurn } from './run-turn.ts';

/** A tool of the conversation, for who calls it from outside. */
export interface ShopTool {
  readonly name: ToolName;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  readonly input: z.ZodObject;
  /** What it answers. */
  readonly output: z.ZodType;
}

/** Who asks through a program, and in which words. */
export interface ProgramAsks {
  readonly visitorId: string;
  readonly asker: Asker;
  readonly text: string;
}

/** What a tool answered, and what it would have put on a page. */
export interface ToolAnswered {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly parts: readonly PartEvent[];
}

const lists = new WeakMap<Vocabulary, readonly ShopTool[]>();

/** All tools of the conversation; the same list until the catalogue states something else. */
export async function shopTools(shop: Shop): Promise<readonly ShopTool[]> {
  const vocabulary = await readVocabulary(shop.db);
  const known = lists.get(vocabulary);
  if (known) return known;
  const turn = await turnOf(shop, { visitorId: '', asker: { address: '', visitor: null }, text: '' });
  const made = shoppingTools(turn).map(({ name, description, schema }): ShopTool => {
    const tool = name as ToolName;
    return {
      name: tool,
      description,
      annotations: TOOL_ANNOTATIONS[tool],
      input: schema as z.ZodObject,
      output: answerSchemas[tool],
    };
  });
  lists.set(vocabulary, made);
  return made;
}

/** Calls one with arguments that its own schema checks, in a turn without a conversation before it. */
export async function callShopTool(
  shop: Shop,
  asks: ProgramAsks,
  name: ToolName,
  args: object,
): Promise<ToolAnswered> {
  const tool = shoppingTools(await turnOf(shop, asks)).find((one) => one.name === name);
  if (!tool) throw new Error(`No tool is called ${name}`);
  const parts: PartEvent[] = [];
  const writer = (chunk: unknown): void => void parts.push(chunk as PartEvent);
  const said: unknown = await (tool as StructuredToolInterface).invoke(args, { writer } as object);
  return { answer: JSON.parse(String(said)) as ToolAnswered['answer'], parts };
}

/** Requests of programs wait at the gate, the last of all; once through they hold no place among turns. */
const unheld: Permit = { giveWay: () => Promise.resolve(), release: () => {} };

const turnOf = (shop: Shop, { visitorId, asker, text }: ProgramAsks): Promise<Turn> =>
  openTurn(shop, {
    visitorId,
    asker,
    text,
    permit: unheld,
    state: emptyState,
    pageSlug: null,
    history: [],
  });
