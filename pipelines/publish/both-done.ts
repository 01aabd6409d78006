/**
 * Waits until both works have ended, then throws the first failure: neither goes on with an engine or a folder that
 * its owner closes or clears because the other failed.
 */
export async function bothDone<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
