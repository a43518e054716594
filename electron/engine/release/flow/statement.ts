import type { Statement } from '../../../../shared/schemas/releaseFlow.ts';
import type { ContentFile } from '../packageFiles.ts';
import { canonicalJson } from '../persons/signed.ts';
import { sha256Of } from '../signing.ts';

/** What a signature over a statement is a signature over. */
export const statementHash = (statement: Statement): string => sha256Of(Buffer.from(canonicalJson(statement), 'utf8'));

/**
 * The files that are approved: those that show a table. Files about the whole package follow from these to the byte, or are
 * read back against them, and are written anew when it is sealed.
 */
export const statedFiles = (files: readonly ContentFile[]): Statement['files'] =>
  files.flatMap(({ name, table, bytes }) => (table === null ? [] : [{ name, table, sha256: sha256Of(bytes) }]));

/** The same statement without some tables. The blind stays, so that both are about the same submission. */
export const without = (statement: Statement, tables: readonly string[]): Statement => ({
  ...statement,
  files: statement.files.filter(({ table }) => !tables.includes(table)),
});
