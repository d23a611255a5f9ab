/** Does something with each, so many at once. */
export async function eachOf<T>(all: readonly T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < all.length) await act(all[next++]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
