/** Does something for each of several, one after another; what fails for one does not keep the others waiting, and is thrown at the end. */
export async function eachInTurn<One>(all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const failed: unknown[] = [];
  for (const one of all) await act(one).catch((error: unknown) => failed.push(error));
  if (failed.length) throw new AggregateError(failed, `${failed.length} of ${all.length} could not be done`);
}
