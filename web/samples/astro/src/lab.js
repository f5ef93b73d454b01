/** Where the lab is, with a slash at its end. */
export const lab = "https://lab.example/";
