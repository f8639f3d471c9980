export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  /** As one reads them; days as `YYYY-MM-DD`. Empty ones are empty texts. */
  readonly cells: readonly string[];
}

export interface Sheet {
  /** Null for a text file. */
  readonly name: string | null;
  /** How many others the file holds, which were not read. */
  readonly others: number;
  /** Without rows that are empty. */
  readonly rows: readonly SheetRow[];
}
