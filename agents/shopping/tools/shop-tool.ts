import { tool } from 'langchain';
import type { z } from 'zod';
import type { Writing } from '../present/show.ts';
import type { Answer, ToolName } from '../tool-results/tool-result.ts';

/** A tool of the shop: what it answers is as the schema of its name says, and becomes text here alone. */
export const shopTool = <Name extends ToolName, Input extends z.ZodObject>(
  {
    name,
    description,
    schema,
  }: { readonly name: Name; readonly description: string; readonly schema: Input },
  run: (input: z.output<Input>, config: Writing) => Promise<Answer<Name>>,
) =>
  tool(
    async (input: unknown, config: Writing) => JSON.stringify(await run(input as z.output<Input>, config)),
    { name, description, schema },
  );
