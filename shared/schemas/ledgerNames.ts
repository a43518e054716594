/** What an entry of the ledger can be about; apart from the schema, since the window reads no schema. */
export const LEDGER_ACTIONS = [
  'founded',
  'persons',
  'rules',
  'submitted',
  'decided',
  'sealed',
  'withdrawn',
  'entered',
  'refused',
] as const;
export type LedgerAction = (typeof LEDGER_ACTIONS)[number];
