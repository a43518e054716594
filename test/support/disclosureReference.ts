import path from 'node:path';

/** Reference cases of disclosure control; they lie beside the repository, or where SIGILL_SHARED says. */
export const DISCLOSURE_REFERENCE = path.join(
  process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared'),
  'reference',
  'disclosure',
);
