/** One step forward of the project's form. A landed migration is never changed; the next one is written instead. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
