import { z } from 'zod';
import type { ShopTool } from '#agents/shopping/run/shop-tools.ts';

type ToolName = ShopTool['name'];

/** A tool as the protocol lists it. */
export interface OfferedTool {
  /** The tool of the conversation that it is; null for those that are only offered here. */
  readonly tool: ToolName | null;
  readonly name: string;
  readonly description: string;
  readonly annotations: ShopTool['annotations'];
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
}

/** How a tool of the conversation is offered where every call stands alone. */
interface Alone {
  /** Arguments that mean something only after earlier turns. */
  readonly without?: readonly string[];
  /** Takes the place of what its description says of earlier turns. */
  readonly say?: readonly [was: string, is: string];
  /** What `words` is for: the tool reads what the shopper said. */
  readonly words?: string;
}

const ALONE: Partial<Readonly<Record<ToolName, Alone>>> = {
  search_products: {
    without: ['change', 'forget', 'reject', 'undo', 'filtersOnly', 'group'],
    say: [
      'and keeps those of earlier turns, so give only what is new, in the shopper’s words',
      'and keeps all of them; every call stands alone, so give the whole request in the shopper’s words',
    ],
  },
  build_bundle: {
    say: ['Takes no arguments and puts', 'It puts'],
    words: 'What the shopper said: the goal, the budget, sizes, what they own or do not want.',
  },
  start_return: { words: 'Why it comes back, in the shopper’s words.' },
};

/** Tools that are about one shopper: they take a session, and answer with it. */
const OF_A_SHOPPER: ReadonlySet<string> = new Set<ToolName>([
  'view_cart',
  'change_cart',
  'my_offers',
  'my_points',
  'due_soon',
  'reorder',
  'order_status',
  'start_return',
]);

export const session = z
  .string()
  .max(600)
  .optional()
  .describe('What an earlier answer gave as “session”: whose cart it is. Leave it out at first.');
export const answeredSession = z.string().describe('To be given with the next call about the same cart.');

const lists = new WeakMap<readonly ShopTool[], readonly OfferedTool[]>();

/** All tools of the conversation as they are offered to programs. */
export function offeredTools(tools: readonly ShopTool[]): readonly OfferedTool[] {
  const known = lists.get(tools) ?? tools.map(offered);
  lists.set(tools, known);
  return known;
}

function offered({ name, description, annotations, input, output }: ShopTool): OfferedTool {
  const { without = [], say, words } = ALONE[name] ?? {};
  const shape = Object.entries(input.shape).filter(([key]) => !without.includes(key));
  const isPersonal = OF_A_SHOPPER.has(name);
  return {
    tool: name,
    name,
    description: say ? description.replace(...say) : description,
    annotations,
    input: z.strictObject({
      ...Object.fromEntries(shape),
      ...(words ? { words: z.string().max(2_000).describe(words) } : {}),
      ...(isPersonal ? { session } : {}),
    }),
    output: isPersonal ? z.intersection(output, z.object({ session: answeredSession })) : output,
  };
}

/** What of the arguments the shopper said, as far as a tool reads it. */
export function wordsOf(args: Readonly<Record<string, unknown>>): string {
  const said = ['words', 'query', 'question', 'purpose'].map((key) => args[key]);
  return said.find((one) => typeof one === 'string') ?? '';
}
