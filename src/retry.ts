/** An error that may be gone a moment later. */
export class Transient extends Error {
  /** @param after ms that the other side asks to wait. */
  constructor(
    readonly error: Error,
    readonly after?: number,
  ) {
    super(error.message);
    this.name = 'Transient';
  }
}

/** ms between attempts: one more attempt than there are waits. */
const WAITS: readonly number[] = [500, 2000, 8000];
const LONGEST = 30_000;

export type Sleep = (ms: number) => Promise<void>;

const sleeping: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Does work again that ends in a Transient, and at last throws what stands behind that. Work may have been done although
 * it seems to have failed: it has to look first whether it was.
 */
export async function retrying<T>(work: () => Promise<T>, sleep: Sleep = sleeping): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      await sleep(Math.min(error.after ?? wait, LONGEST));
    }
  }
  return work().catch((error) => {
    throw error instanceof Transient ? error.error : error;
  });
}
