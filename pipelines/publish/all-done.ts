/**
 * Waits until every work has ended, then throws the first failure: none goes on with an engine or a folder that its
 * owner closes or clears because another failed.
 */
export async function allDone<Results extends readonly unknown[]>(
  works: readonly [...{ [I in keyof Results]: Promise<Results[I]> }],
): Promise<Results> {
  const outcomes = await Promise.allSettled(works);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}
