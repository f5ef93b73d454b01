// The words of what can be taken away from an instrument.
export const takeAwayMessages = {
  group: "Take away",
  copyLink: "Copy link",
  copyEmbed: "Copy embed",
  linkCopied: "Link copied",
  embedCopied: "Embed code copied",
  embedForm: "Form of the embed code",
  saved: (file: string) => `${file} saved`,
  byHand: "This browser does not allow it to be copied. Copy it from here:",
  notDrawn: "The picture could not be saved.",
};
