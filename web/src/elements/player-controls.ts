// Play, pause, step and scrub: native controls for a playhead, the same in every instrument.
import { html, type TemplateResult } from "lit";
import { playerWords as words } from "../messages/player.ts";
import { onKey, pause, play, seek, stepBy, type Playhead } from "../state/playhead.ts";

export interface PlayerControls {
  playhead: Playhead;
  end: number;
  /** What a step is called: "layer 3 of 8". */
  place: string;
  set(playhead: Playhead): void;
}

export function renderPlayer({ playhead, end, place, set }: PlayerControls): TemplateResult {
  const { playing, time } = playhead;
  const scrub = (event: Event) =>
    set(pause(seek(playhead, Number((event.target as HTMLInputElement).value), end)));
  return html`<div class="player" part="player" role="group" aria-label=${words.group}>
    <button class="primary" type="button" @click=${() => set(playing ? pause(playhead) : play(playhead, end))}>
      ${playing ? words.pause : words.play}
    </button>
    <button type="button" aria-label=${words.back} aria-disabled=${time <= 0} @click=${() => set(stepBy(playhead, -1, end))}>◂</button>
    <button type="button" aria-label=${words.forward} aria-disabled=${time >= end} @click=${() => set(stepBy(playhead, 1, end))}>▸</button>
    <input class="scrubber" type="range" min="0" max=${end} step="0.05" .value=${String(Math.min(time, end))}
      aria-label=${words.shown} aria-valuetext=${place} @input=${scrub} @keydown=${(event: KeyboardEvent) => scrubKey(event, playhead, end, set)} />
    <output class="place">${place}</output>
  </div>`;
}

/** A native range would move by a twentieth of a step. */
function scrubKey(
  event: KeyboardEvent,
  playhead: Playhead,
  end: number,
  set: (playhead: Playhead) => void,
): void {
  const next = onKey(playhead, event.key, end);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  set(next);
}

/** Keys of the whole instrument, where nothing with keys of its own has the focus. */
export function playerKey(event: KeyboardEvent, playhead: Playhead, end: number): Playhead | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return undefined;
  const target = event.composedPath()[0] as Element;
  if (target.matches("input, select, textarea, summary, a")) return undefined;
  if (event.key === " " && target.matches("button")) return undefined;
  return onKey(playhead, event.key, end);
}
