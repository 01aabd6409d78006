/**
 * Waits until all works have ended, then throws the first failure: none goes on with an engine or a folder that its
 * owner closes or clears because another failed.
 */
export async function allDone<Works extends readonly Promise<unknown>[]>(
  works: readonly [...Works],
): Promise<{ [K in keyof Works]: Awaited<Works[K]> }> {
  await Promise.allSettled(works);
  return (await Promise.all(works)) as { [K in keyof Works]: Awaited<Works[K]> };
}
