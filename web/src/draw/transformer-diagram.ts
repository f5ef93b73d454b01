// A full transformer beside the linear one of this site: the same stack, and what the linear one does without.
import { attentionWords } from "../messages/attention.ts";
import type { Size } from "./loss-chart.ts";
import type { Mark } from "./marks.ts";

const words = attentionWords.diagram;

interface Box {
  text: string;
  kind: "softmax" | "linear" | "plain" | "gone";
}

const box = (text: string, kind: Box["kind"] = "plain"): Box => ({ text, kind });

/** From below, as the tokens go; a gap where the linear transformer has nothing. */
const stacks: readonly (readonly Box[])[] = [
  [
    box(words.embedding),
    box(words.norm),
    box(words.softmax, "softmax"),
    box(words.add),
    box(words.norm),
    box(words.mlp),
    box(words.add),
    box(words.head),
  ],
  [
    box(words.tokens),
    box(words.norm, "gone"),
    box(words.attention, "linear"),
    box(words.add),
    box(words.norm, "gone"),
    box(words.mlp, "gone"),
    box(words.add, "gone"),
    box(words.readout),
  ],
];

const boxHeight = 30;
const step = 42;
const top = 30;
const widest = 230;
/** For the bracket that says ×L. */
const side = 34;

export function diagramSize(width: number): Size {
  return { width: Math.min(width, 2 * widest + 110), height: top + stacks[0]!.length * step + 6 };
}

export function diagramMarks({ width, height }: Size): Mark[] {
  const column = Math.min(widest, (width - 16) / 2 - side);
  return stacks.flatMap((boxes, i) => {
    const x = i === 0 ? 0 : width - column - side;
    const title = i === 0 ? words.full : words.linear;
    return [
      { kind: "text", name: `panel-head ${i === 0 ? "softmax" : "linear"}`, at: { x, y: 16 }, text: title } as Mark,
      ...stackMarks(boxes, x, column, height),
    ];
  });
}

function stackMarks(boxes: readonly Box[], x: number, width: number, height: number): Mark[] {
  const topOf = (i: number) => height - (i + 1) * step + (step - boxHeight) - 3;
  const centre = x + width / 2;
  const arrows = boxes.slice(1).map((_, i) => `M${centre} ${topOf(i)}V${topOf(i + 1) + boxHeight}`);
  const repeated = `M${x + width + 2} ${topOf(6)}h6V${topOf(1) + boxHeight}h-6`;
  return [
    { kind: "path", name: "flow", path: arrows.join("") },
    { kind: "path", name: "repeated", path: repeated },
    { kind: "text", name: "repeated-name", at: { x: x + width + 11, y: (topOf(6) + topOf(1) + boxHeight) / 2 + 4 }, text: "×L" },
    ...boxes.flatMap(({ text, kind }, i): Mark[] => [
      { kind: "path", name: `part ${kind}`, path: `M${x} ${topOf(i)}h${width}v${boxHeight}h${-width}z` },
      { kind: "text", name: `part-name ${kind}`, at: { x: centre, y: topOf(i) + 20 }, text, anchor: "middle" },
    ]),
  ];
}
