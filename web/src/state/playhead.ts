// Where in a trace a figure is looked at. Time is measured in steps: 2.5 is half way from the second to the third.
// Pure values; state/player.ts moves them with the clock.

export interface Playhead {
  time: number;
  playing: boolean;
  /** Steps per second. */
  speed: number;
  loop: boolean;
}

export function seek(playhead: Playhead, time: number, end: number): Playhead {
  return { ...playhead, time: Math.min(Math.max(time, 0), end) };
}

/** Play from where it stands, or from the begin if it stands at the end. */
export function play(playhead: Playhead, end: number): Playhead {
  return { ...playhead, playing: true, time: playhead.time >= end ? 0 : playhead.time };
}

export function pause(playhead: Playhead): Playhead {
  return { ...playhead, playing: false };
}

/** To the next (or with −1 the previous) whole step; playing ends. */
export function stepBy(playhead: Playhead, direction: 1 | -1, end: number): Playhead {
  const { time } = playhead;
  const next = direction > 0 ? Math.floor(time + 1e-9) + 1 : Math.ceil(time - 1e-9) - 1;
  return pause(seek(playhead, next, end));
}

/** After some seconds of playing. At the end it pauses there, or rests a step long and begins anew. */
export function advance(playhead: Playhead, seconds: number, end: number): Playhead {
  if (!playhead.playing) return playhead;
  const time = playhead.time + seconds * playhead.speed;
  if (time < end) return { ...playhead, time };
  if (!playhead.loop) return pause({ ...playhead, time: end });
  return time < end + 1 ? { ...playhead, time } : { ...playhead, time: 0 };
}

/** What a key does to a playhead; undefined: nothing. */
export function onKey(playhead: Playhead, key: string, end: number): Playhead | undefined {
  switch (key) {
    case " ":
      return playhead.playing ? pause(playhead) : play(playhead, end);
    case "ArrowRight":
      return stepBy(playhead, 1, end);
    case "ArrowLeft":
      return stepBy(playhead, -1, end);
    case "Home":
      return pause(seek(playhead, 0, end));
    case "End":
      return pause(seek(playhead, end, end));
    default:
      return undefined;
  }
}
