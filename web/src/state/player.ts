// Moves a playhead with the clock, only while somebody can see it.
import { advance, type Playhead } from "./playhead.ts";

/** The parts of a browser that a player needs, so that tests can stand in for them. */
export interface Clock {
  request(frame: (milliseconds: number) => void): number;
  cancel(id: number): void;
}

export const browserClock: Clock = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (id) => cancelAnimationFrame(id),
};

/** A longer pause between two frames counts as this: a tab that slept does not jump. */
const longestFrame = 0.1;

export class Player {
  private current: Playhead;
  private frame: number | undefined;
  private last: number | undefined;
  private seen = true;

  constructor(
    start: Playhead,
    private readonly end: () => number,
    private readonly changed: () => void,
    private readonly clock: Clock = browserClock,
  ) {
    this.current = start;
  }

  get playhead(): Playhead {
    return this.current;
  }

  set(playhead: Playhead): void {
    this.current = playhead;
    this.run();
    this.changed();
  }

  /** Off screen or in a hidden tab nothing runs; it goes on when it is seen again. */
  setSeen(seen: boolean): void {
    this.seen = seen;
    this.run();
  }

  stop(): void {
    if (this.frame !== undefined) this.clock.cancel(this.frame);
    this.frame = undefined;
    this.last = undefined;
  }

  get running(): boolean {
    return this.frame !== undefined;
  }

  private run(): void {
    if (!this.current.playing || !this.seen) return this.stop();
    this.frame ??= this.clock.request((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.frame = undefined;
    const seconds = this.last === undefined ? 0 : Math.min((now - this.last) / 1000, longestFrame);
    this.last = now;
    this.current = advance(this.current, seconds, this.end());
    if (this.current.playing) this.run();
    else this.stop();
    this.changed();
  }
}
