// What instruments share whose pictures stand at a playhead: the player and its keys, the room there is, whether anybody
// sees it, open tables, what can be taken away. All of it ends when the element leaves the page.
import { Player } from "../state/player.ts";
import type { Playhead } from "../state/playhead.ts";
import { Instrument } from "./instrument.ts";
import { playerKey } from "./player-controls.ts";
import { TakeAway } from "./take-away.ts";
import { watchVisibility } from "./visibility.ts";

/** Asks the library, from when the element comes near until it leaves. */
interface Session {
  settled(): Promise<void>;
  close(): void;
}

export abstract class TimedInstrument<Values extends object> extends Instrument<Values> {
  protected width = 720;
  protected tablesAreOpen = false;
  protected readonly takeAway = new TakeAway(() => this.requestUpdate());
  private player: Player | undefined;
  private resizing: ResizeObserver | undefined;
  private stopWatching: (() => void) | undefined;

  protected abstract session: Session | undefined;
  /** Where the values put the playhead. */
  protected abstract firstPlayhead(): Omit<Playhead, "playing">;
  /** The last time of the playhead. */
  protected abstract get end(): number;
  /** Called when it comes near the viewport, and by whoever cannot wait for that: starts the session, once. */
  protected abstract begin(): void;
  protected abstract moved(): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.player = new Player({ ...this.firstPlayhead(), playing: false }, () => this.reach, () => this.moved());
    this.resizing = new ResizeObserver(() => this.measureRoom());
    this.resizing.observe(this);
    this.stopWatching = watchVisibility(this, {
      near: () => this.begin(),
      seen: (seen) => this.beSeen(seen),
    });
    this.addEventListener("keydown", this.onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.onKeyDown);
    this.stopWatching?.();
    this.resizing?.disconnect();
    this.player?.stop();
    this.takeAway.stop();
    this.session?.close();
    this.session = undefined;
  }

  /** Resolves when everything shown belongs to the newest attributes. */
  async settled(): Promise<void> {
    await this.attributesRead();
    await this.session?.settled();
    await this.updateComplete;
  }

  get playhead(): Playhead {
    return this.player!.playhead;
  }

  /** How far playing goes: to the end, unless more keeps coming. */
  protected get reach(): number {
    return this.end;
  }

  protected beSeen(seen: boolean): void {
    this.player?.setSeen(seen);
  }

  protected readonly setPlayhead = (playhead: Playhead) => this.player?.set(playhead);

  protected readonly openTables = (open: boolean) => {
    this.tablesAreOpen = open;
    this.requestUpdate();
  };

  private readonly onKeyDown = (event: KeyboardEvent) => {
    const next = playerKey(event, this.playhead, this.end);
    if (!next) return;
    event.preventDefault();
    this.setPlayhead(next);
  };

  private measureRoom(): void {
    const width = Math.floor(this.renderRoot.querySelector(".stage")?.clientWidth ?? 0);
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.measureRoom();
  }
}
