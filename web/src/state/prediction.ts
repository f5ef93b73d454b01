// Questions that are asked before an instrument shows the answer, which is read off its report.
export interface Answer {
  /** The key of the choice that is right. */
  choice: string;
  because: string;
}

export interface Prediction<Values, Report> {
  question: string;
  choices: Record<string, string>;
  /** The situation that shows it. */
  values: Partial<Values>;
  /** undefined: the report does not say. */
  answer(report: Report): Answer | undefined;
}
