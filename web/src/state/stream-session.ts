// Follows a stream for lt-stream: replays it when its settings change at rest, goes on with it when it plays. What is
// kept is a window of constant size and the library's state of constant size. It knows no DOM.
import type { StreamRequest } from "../engine/stream-types.ts";
import { EngineLost, type LabClient } from "../engine/client.ts";
import { streamSettings, type StreamValues } from "./stream-parameters.ts";
import { mostRows } from "./stream-rows.ts";
import { appended, capacity, firstOf, windowOf, type StreamWindow } from "./stream-window.ts";

export interface StreamState {
  phase: "preparing" | "ready" | "refused" | "lost";
  problem: string;
  window: StreamWindow | undefined;
  /** The values that the newest tokens follow. */
  values: StreamValues | undefined;
}

export class StreamSession {
  state: StreamState = { phase: "preparing", problem: "", window: undefined, values: undefined };
  private wanted: StreamValues | undefined;
  private tokensWanted = 0;
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly client: LabClient,
    private readonly changed: () => void,
  ) {
    client.onLost = (error) => {
      if (!this.working) this.fail(error);
    };
  }

  /** From the first token on: the same for everybody who has the same link. */
  replay(values: StreamValues): void {
    this.wanted = values;
    this.start();
  }

  /** The next tokens follow these values; what has passed stays as it was. */
  goOn(values: StreamValues, count: number): void {
    const { window, values: before } = this.state;
    if (!window || !before || values.rows.length > 0) return;
    if (shapeOf(before) !== shapeOf(values)) return this.replay(values);
    this.tokensWanted = Math.max(this.tokensWanted, Math.min(Math.ceil(count), capacity));
    this.state = { ...this.state, values };
    this.start();
  }

  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  close(): void {
    this.closed = true;
    this.wanted = undefined;
    this.tokensWanted = 0;
    this.client.onLost = undefined;
    this.client.close();
  }

  private start(): void {
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    while (this.wanted || this.tokensWanted > 0) {
      try {
        if (this.wanted) await this.workReplay(this.wanted);
        else await this.workOn(this.tokensWanted);
      } catch (error) {
        this.tokensWanted = 0;
        this.fail(error);
      }
    }
  }

  private async workReplay(values: StreamValues): Promise<void> {
    this.wanted = undefined;
    this.tokensWanted = 0;
    const request = replayRequest(values);
    const record = await this.client.call("stream", request);
    const { d, dv } = request.settings;
    this.set({ phase: "ready", problem: "", values, window: windowOf(record, d, dv) });
  }

  private async workOn(count: number): Promise<void> {
    this.tokensWanted = 0;
    const { window, values } = this.state;
    const record = await this.client.call("stream", { settings: streamSettings(values!), state: window!.state, count });
    if (!this.wanted) this.set({ phase: "ready", problem: "", window: appended(window!, record) });
  }

  private fail(error: unknown): void {
    const lost = error instanceof EngineLost || !(error instanceof RangeError || error instanceof TypeError);
    this.set({ phase: lost ? "lost" : "refused", problem: (error as Error).message });
  }

  private set(change: Partial<StreamState>): void {
    this.state = { ...this.state, ...change };
    if (!this.closed) this.changed();
  }
}

/** From the first token on, recorded where the window lies; or the tokens that were given. */
export function replayRequest(values: StreamValues): StreamRequest {
  const settings = streamSettings(values);
  const { rows, token } = values;
  if (rows.length > 0) return { settings, ...givenTokens(rows, settings.d) };
  return { settings, skip: Math.max(token, capacity) - capacity, count: capacity };
}

/** Whether a token lies in the window, so that a playhead can go there. */
export function holds(window: StreamWindow, token: number): boolean {
  const first = firstOf(window);
  return token >= first && token <= first + window.moments.length;
}

function givenTokens(rows: StreamValues["rows"], d: number): { x: Float64Array; y: Float64Array } {
  const all = rows.slice(0, mostRows);
  return {
    x: Float64Array.from(all.flatMap((row) => row.slice(0, d))),
    y: Float64Array.from(all.flatMap((row) => row.slice(d))),
  };
}

/** What the state depends on: another shape or sensor begins anew. */
function shapeOf(values: StreamValues): string {
  const { d, dv, seed } = streamSettings(values);
  return [d, dv, seed, values.rows.length].join();
}
