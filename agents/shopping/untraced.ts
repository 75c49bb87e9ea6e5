import { AsyncLocalStorageProviderSingleton as runs } from '@langchain/core/singletons';

/*
 * LangChain builds a run tree for every step of a graph, also where nobody traces: a tenth of what a turn costs. Here a
 * step keeps its configuration, which is all that the steps below read of it.
 */

const CONFIG = Symbol.for('lc:child_config'); // where @langchain/core looks for it

type Kept = Parameters<ReturnType<typeof runs.getInstance>['run']>[0];

runs.runWithConfig = (config, callback) =>
  runs.getInstance().run({ extra: { [CONFIG]: config } } as unknown as Kept, callback);
