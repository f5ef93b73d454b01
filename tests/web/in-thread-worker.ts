// A worker that runs in this thread, over a real MessageChannel: messages are cloned as between threads.
import type { WorkerLike } from "../../web/src/engine/client.ts";
import { serve, type MessagePortLike } from "../../web/src/engine/server.ts";
import type { LabModule } from "../../web/src/engine/types.ts";

export class InThreadWorker implements WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  terminated = false;
  readonly helpers: InThreadWorker[] = [];
  private readonly channel = new MessageChannel();

  constructor(load: () => Promise<LabModule>) {
    this.channel.port1.onmessage = (event) => this.onmessage?.(event);
    serve(this.channel.port2 as MessagePortLike, load, () => this.spawnHelper(load));
  }
  postMessage(message: unknown): void {
    this.channel.port1.postMessage(message);
  }
  /** Ends its helpers too, as browsers do. */
  terminate(): void {
    this.terminated = true;
    for (const helper of this.helpers) helper.terminate();
    this.channel.port1.close();
    this.channel.port2.close();
  }
  private spawnHelper(load: () => Promise<LabModule>): InThreadWorker {
    const helper = new InThreadWorker(load);
    this.helpers.push(helper);
    return helper;
  }
}
