/** Statements on an open database. */
export interface Sql {
  /** Returns how many rows changed. */
  run(text: string, ...values: unknown[]): number;
  all<T>(text: string, ...values: unknown[]): T[];
}
