// A worker that runs in this thread, over a real MessageChannel: messages are cloned as between threads.
import type { WorkerLike } from "../../web/src/engine/client.ts";
import { serve, type MessagePortLike } from "../../web/src/engine/server.ts";
import type { LabModule } from "../../web/src/engine/types.ts";

export class InThreadWorker implements WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  terminated = false;
  private readonly channel = new MessageChannel();

  constructor(load: () => Promise<LabModule>) {
    this.channel.port1.onmessage = (event) => this.onmessage?.(event);
    serve(this.channel.port2 as MessagePortLike, load);
  }
  postMessage(message: unknown): void {
    this.channel.port1.postMessage(message);
  }
  terminate(): void {
    this.terminated = true;
    this.channel.port1.close();
    this.channel.port2.close();
  }
}
