import { z } from 'zod';
import type { Approvals } from '../writer.ts';

/*
 * Names and times of those behind a release, from the signed documents of the package. Whether the signatures hold is asked
 * elsewhere (`checkApproval.ts`); here only what a report says about them.
 */

const statement = z.object({ document: z.object({ submittedBy: z.string(), submittedAt: z.string() }) });
const decision = z.object({ document: z.object({ decidedBy: z.string(), decidedAt: z.string() }) });
const persons = z.object({
  document: z.object({
    name: z.string(),
    persons: z.array(z.object({ name: z.string(), signingKey: z.string() })),
  }),
});

/** Where the signed documents lie in a package. */
export const APPROVAL_FILES = {
  statement: 'godkannande/inlamning.json',
  decision: 'godkannande/beslut.json',
  persons: 'godkannande/personer.json',
  rules: 'godkannande/regelverk.json',
} as const;

/** What a report says of the two persons; null where the documents are not there. */
export function approvalsIn(files: ReadonlyMap<string, Uint8Array>): Approvals | null {
  try {
    const read = (name: string): unknown => JSON.parse(Buffer.from(files.get(name) ?? []).toString('utf8'));
    const { submittedBy, submittedAt } = statement.parse(read(APPROVAL_FILES.statement)).document;
    const { decidedBy, decidedAt } = decision.parse(read(APPROVAL_FILES.decision)).document;
    const list = persons.parse(read(APPROVAL_FILES.persons)).document;
    const nameOf = (key: string): string => list.persons.find(({ signingKey }) => signingKey === key)?.name ?? '';
    return {
      organisation: list.name,
      submittedBy: nameOf(submittedBy),
      submittedAt,
      decidedBy: nameOf(decidedBy),
      decidedAt,
    };
  } catch {
    return null;
  }
}
