import { tool } from 'langchain';
import type { z } from 'zod';
import type { Writing } from '../present/show.ts';
import { TOOL_ANNOTATIONS } from '../tool-results/tool-annotations.ts';
import type { Answer, ToolName } from '../tool-results/tool-result.ts';

/**
 * A tool of the shop: what it answers is as the schema of its name says, and becomes text here alone. Its metadata says
 * what it does to the shop; `limits` is what of its description comes from rows.
 */
export const shopTool = <Name extends ToolName, Input extends z.ZodObject>(
  {
    name,
    description,
    limits = '',
    schema,
  }: {
    readonly name: Name;
    readonly description: string;
    readonly limits?: string;
    readonly schema: Input;
  },
  run: (input: z.output<Input>, config: Writing) => Promise<Answer<Name>>,
) =>
  tool(
    async (input: unknown, config: Writing) => JSON.stringify(await run(input as z.output<Input>, config)),
    {
      name,
      description: [description, limits].filter(Boolean).join(' '),
      schema,
      metadata: { annotations: TOOL_ANNOTATIONS[name], description },
    },
  );
