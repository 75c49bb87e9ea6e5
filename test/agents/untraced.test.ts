import { AsyncLocalStorageProviderSingleton as runs } from '@langchain/core/singletons';
import { RunnableLambda } from '@langchain/core/runnables';
import 'langchain'; // which puts the store in its place
import { expect, it } from 'vitest';
import '#agents/shopping/untraced.ts';

it('gives a step the configuration it runs with, and builds no run tree', async () => {
  const inner = RunnableLambda.from(() => ({
    tags: runs.getRunnableConfig()?.tags,
    kept: Object.keys(runs.getInstance().getStore() ?? {}),
  }));
  const outer = RunnableLambda.from(() => inner.invoke(null));
  expect(await outer.invoke(null, { tags: ['turn'] })).toEqual({ tags: ['turn'], kept: ['extra'] });
});
