import { describe, expect, test } from "vitest";
import { Player, type Clock } from "../../web/src/state/player.ts";
import { advance, onKey, pause, play, seek, stepBy, type Playhead } from "../../web/src/state/playhead.ts";

const end = 8;
const at = (time: number, rest: Partial<Playhead> = {}): Playhead => ({
  time,
  playing: false,
  speed: 2,
  loop: false,
  ...rest,
});

describe("a playhead", () => {
  test("stays between the first and the last step", () => {
    expect(seek(at(3), -1, end).time).toBe(0);
    expect(seek(at(3), 99, end).time).toBe(end);
  });

  test("steps to whole numbers, from between them too, and pauses", () => {
    expect(stepBy(at(2.4, { playing: true }), 1, end)).toEqual(at(3));
    expect(stepBy(at(2.4), -1, end).time).toBe(2);
    expect(stepBy(at(2), -1, end).time).toBe(1);
    expect(stepBy(at(end), 1, end).time).toBe(end);
  });

  test("plays at its speed, and from the begin when it stands at the end", () => {
    expect(advance(play(at(1), end), 0.5, end).time).toBe(2);
    expect(play(at(end), end).time).toBe(0);
    expect(advance(pause(at(1)), 0.5, end).time).toBe(1);
  });

  test("pauses at the end, or rests there for a step and begins anew", () => {
    expect(advance(at(7.9, { playing: true }), 1, end)).toEqual(at(end));
    const looping = at(7.9, { playing: true, loop: true });
    expect(advance(looping, 0.3, end)).toMatchObject({ time: 8.5, playing: true });
    expect(advance(looping, 1, end)).toMatchObject({ time: 0, playing: true });
  });

  test("obeys Space, arrows, Home and End, and no other key", () => {
    expect(onKey(at(2), " ", end)).toMatchObject({ playing: true });
    expect(onKey(at(2, { playing: true }), " ", end)).toMatchObject({ playing: false });
    expect(onKey(at(2), "ArrowRight", end)?.time).toBe(3);
    expect(onKey(at(2), "ArrowLeft", end)?.time).toBe(1);
    expect(onKey(at(2), "Home", end)?.time).toBe(0);
    expect(onKey(at(2), "End", end)?.time).toBe(end);
    expect(onKey(at(2), "a", end)).toBeUndefined();
  });
});

/** Frames happen when the test says so. */
class ManualClock implements Clock {
  now = 0;
  private frames = new Map<number, (now: number) => void>();
  private nextId = 1;

  request(frame: (now: number) => void): number {
    this.frames.set(this.nextId, frame);
    return this.nextId++;
  }
  cancel(id: number): void {
    this.frames.delete(id);
  }
  get waiting(): number {
    return this.frames.size;
  }
  tick(milliseconds: number): void {
    this.now += milliseconds;
    const due = [...this.frames.values()];
    this.frames.clear();
    for (const frame of due) frame(this.now);
  }
}

describe("a player", () => {
  const started = (playhead: Playhead) => {
    const clock = new ManualClock();
    const player = new Player(
      at(0),
      () => end,
      () => undefined,
      clock,
    );
    player.set(playhead);
    return { clock, player };
  };

  test("asks for frames only while it plays", () => {
    const { clock, player } = started(at(0));
    expect(clock.waiting).toBe(0);
    player.set(at(7.5, { playing: true }));
    clock.tick(16);
    expect(clock.waiting).toBe(1);
    for (let i = 0; i < 40; ++i) clock.tick(16);
    expect(player.playhead).toEqual(at(end));
    expect(clock.waiting).toBe(0);
  });

  test("rests while nobody sees it and goes on from there", () => {
    const { clock, player } = started(at(0, { playing: true }));
    clock.tick(16);
    player.setSeen(false);
    expect(clock.waiting).toBe(0);
    clock.tick(5000);
    expect(player.playhead.time).toBe(0);
    player.setSeen(true);
    clock.tick(16);
    clock.tick(50);
    expect(player.playhead.time).toBeCloseTo(0.1, 10);
  });

  test("does not jump after a long frame", () => {
    const { clock, player } = started(at(0, { playing: true }));
    clock.tick(16);
    clock.tick(60_000);
    expect(player.playhead.time).toBeLessThanOrEqual(0.2);
  });

  test("asks for one frame at a time, however often it is set", () => {
    const { clock, player } = started(at(0, { playing: true }));
    player.set(player.playhead);
    player.set(player.playhead);
    expect(clock.waiting).toBe(1);
  });
});
