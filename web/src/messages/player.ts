// The words of the player.
export const playerWords = {
  group: "Player",
  play: "Play",
  pause: "Pause",
  back: "Step back",
  forward: "Step forward",
  shown: "Step shown",
} as const;
