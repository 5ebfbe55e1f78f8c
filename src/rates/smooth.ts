/** A rate that was tried, and the loss of its step. */
export interface Tried {
  readonly rate: number;
  readonly loss: number;
}

/** The losses of steps whose rates rise, smoothed, and what they say. */
export interface Course {
  readonly tried: readonly (Tried & { readonly smoothed: number })[];
  /** Whether the loss has risen so far that the rates after it were not tried. */
  readonly diverged: boolean;
}

/** How much of the average each step leaves. */
const BETA = 0.98;
/** Times the best: fastai stops there. */
const DIVERGED = 4;

/** Averages the losses of steps, the last ones most, and sees when they diverge. */
export class Smoother {
  private readonly tried: Course['tried'][number][] = [];
  private average = 0;
  private best = Number.POSITIVE_INFINITY;
  private diverged = false;

  /** False once the loss has diverged: what comes after it says nothing. */
  add({ rate, loss }: Tried): boolean {
    this.average = BETA * this.average + (1 - BETA) * loss;
    const smoothed = this.average / (1 - BETA ** (this.tried.length + 1));
    // A loss below zero has diverged as far above its best.
    this.diverged = !Number.isFinite(smoothed) || smoothed > this.best + (DIVERGED - 1) * Math.abs(this.best);
    if (Number.isFinite(smoothed)) {
      this.tried.push({ rate, loss, smoothed });
      this.best = Math.min(this.best, smoothed);
    }
    return !this.diverged;
  }

  /** The loss is not finite any more. */
  diverge(): void {
    this.diverged = true;
  }

  course(): Course {
    return { tried: this.tried, diverged: this.diverged };
  }
}
