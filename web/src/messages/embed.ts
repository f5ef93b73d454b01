// What a page elsewhere shows while an instrument could not be loaded.
export const embedWords = {
  notLoaded: "This figure could not be loaded.",
  retry: "Try again",
} as const;
