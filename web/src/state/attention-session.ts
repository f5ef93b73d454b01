// What lt-attention asks the library for, and its answers.
import type { LabClient } from "../engine/client.ts";
import type { AttentionReport, AttentionRequest } from "../engine/mechanism-types.ts";
import { tokenSize, type AttentionValues } from "./attention-parameters.ts";
import { ReportSession } from "./report-session.ts";

export class AttentionSession extends ReportSession<AttentionValues, AttentionReport> {
  constructor(client: LabClient, changed: () => void) {
    super(client, changed);
  }

  protected ask(values: AttentionValues): Promise<AttentionReport> {
    return this.client.call("attention", attentionRequest(values));
  }
}

export function attentionRequest(values: AttentionValues): AttentionRequest {
  const { words, tokens, map, features, seed, sharpness, causal, length, head } = values;
  const settings = { map, features, seed, sharpness, causal: causal ? 1 : 0, length: Math.round(length), head } as const;
  return tokens.length > 0
    ? { ...settings, d: tokenSize, rows: Float64Array.from(tokens.flat()) }
    : { ...settings, d: tokenSize, words };
}
