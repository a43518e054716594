import type { z } from 'zod';
import {
  type OrganisationRules,
  organisationRulesSchema,
  type PersonList,
  personListSchema,
  type Signed,
  signedSchema,
} from '../../../shared/schemas/organisation.ts';
import type { Manifest } from '../../../shared/schemas/packageManifest.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import { type Decision, decisionSchema, type Statement, statementSchema } from '../../../shared/schemas/releaseFlow.ts';
import { type Finding, finding } from './finding.ts';
import { statementHash } from './flow/statement.ts';
import { personAt } from './ledger/ledgerState.ts';
import { isWhole } from './persons/signed.ts';
import { loosened } from './ruleSets.ts';
import { packagedJson } from './seal.ts';
import { CAUTIOUS_RULES } from './shippedRules.ts';
import { fingerprint } from './signing.ts';
import { APPROVAL_FILES } from './writers/shown/approvals.ts';

/** Format of the signed documents in the manifest. */
export const APPROVAL = 'approval';

/** Who stands behind a release, for people. */
export interface ShownApproval {
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly outcome: Decision['outcome'];
  readonly organisation: string;
  /** Fingerprint of the administrator's key, to be held against one learnt in another way. */
  readonly administrator: string;
  /** Limits of the rules that are looser than those that ship with Sigill. */
  readonly looser: readonly string[];
}

interface Documents {
  readonly statement: Signed<Statement>;
  readonly decision: Signed<Decision>;
  readonly persons: Signed<PersonList>;
  readonly rules: Signed<OrganisationRules>;
}

function readDocument<T extends z.ZodType<{ readonly kind: string }>>(
  bytes: Buffer | undefined,
  document: T,
): Signed<z.output<T>> | null {
  try {
    const value: unknown = JSON.parse((bytes ?? Buffer.alloc(0)).toString('utf8'));
    const signed = signedSchema(document).parse(value) as Signed<z.output<T>>;
    return bytes !== undefined && packagedJson(value).equals(bytes) && isWhole(signed) ? signed : null;
  } catch {
    return null;
  }
}

function readDocuments(files: ReadonlyMap<string, Buffer>): Documents | string {
  const statement = readDocument(files.get(APPROVAL_FILES.statement), statementSchema);
  if (statement === null) return APPROVAL_FILES.statement;
  const decision = readDocument(files.get(APPROVAL_FILES.decision), decisionSchema);
  if (decision === null) return APPROVAL_FILES.decision;
  const persons = readDocument(files.get(APPROVAL_FILES.persons), personListSchema);
  if (persons === null) return APPROVAL_FILES.persons;
  const rules = readDocument(files.get(APPROVAL_FILES.rules), organisationRulesSchema);
  if (rules === null) return APPROVAL_FILES.rules;
  return { statement, decision, persons, rules };
}

/** The rules in a package; none where no administrator signed them. That they are the right ones is checked beside. */
export function signedRules(
  files: ReadonlyMap<string, Buffer>,
  { release }: Manifest,
): Pick<RuleSet, 'waivers' | 'statements'> {
  if (release === null) return {};
  return readDocument(files.get(APPROVAL_FILES.rules), organisationRulesSchema)?.document.rules ?? {};
}

/** The files that the manifest says show a table, as a statement lists them. */
function shownFiles({ files }: Manifest): string {
  const shown = files.flatMap(({ name, table, sha256 }) => (table === null ? [] : [`${name} ${table} ${sha256}`]));
  return shown.sort().join('\n');
}

/**
 * Whether two persons stand behind a package, from the package alone: the list of persons and the rules are signed by one
 * administrator; an analyst of the list submitted exactly these files, and sealed them; a reviewer of the list, another
 * person, approved exactly that; and all of it in this order.
 */
export function checkApproval(
  files: ReadonlyMap<string, Buffer>,
  manifest: Manifest,
  sealedWith: string,
): {
  readonly findings: readonly Finding[];
  readonly administrator: string | null;
  readonly shown: ShownApproval | null;
} {
  const none = { administrator: null, shown: null };
  const { release } = manifest;
  if (release === null)
    return { findings: manifest.stamp === null ? [{ key: 'verify.notApproved', parameters: {} }] : [], ...none };
  if (manifest.stamp !== null) return { findings: [finding('verify.changed', 'manifest.json')], ...none };
  const documents = readDocuments(files);
  if (typeof documents === 'string') return { findings: [finding('verify.notSigned', documents)], ...none };
  const { statement, decision, persons, rules } = documents;
  const findings: Finding[] = [];
  const fail = (key: Finding['key'], file: string): void => {
    findings.push(finding(key, file));
  };
  const list = persons.document;
  if (persons.signedBy !== list.administrator || list.id !== release.organisation)
    fail('verify.notByAdministrator', APPROVAL_FILES.persons);
  if (rules.signedBy !== list.administrator || rules.document.organisation !== list.id)
    fail('verify.notByAdministrator', APPROVAL_FILES.rules);
  const limits = rules.document.rules;
  const { document: stated } = statement;
  const { document: decided } = decision;
  if (
    manifest.rules.id !== limits.id ||
    manifest.rules.version !== limits.version ||
    manifest.rules.minFrequency < limits.minFrequency ||
    stated.rules.id !== limits.id ||
    stated.rules.number !== rules.document.number
  )
    fail('verify.otherRules', APPROVAL_FILES.rules);

  const analyst = personAt(list, statement.signedBy, stated.submittedAt);
  const sealer = personAt(list, sealedWith, manifest.madeAt);
  if (
    statement.signedBy !== stated.submittedBy ||
    analyst?.role !== 'analyst' ||
    sealer?.signingKey !== statement.signedBy
  )
    fail('verify.notByAnalyst', APPROVAL_FILES.statement);
  const listed = stated.files.map(({ name, table, sha256 }) => `${name} ${table} ${sha256}`);
  if (
    stated.release !== release.id ||
    stated.organisation !== list.id ||
    stated.title.sv !== manifest.title.sv ||
    stated.title.en !== manifest.title.en ||
    stated.productVersion !== manifest.madeWith.version ||
    listed.sort().join('\n') !== shownFiles(manifest)
  )
    fail('verify.otherContent', APPROVAL_FILES.statement);

  const reviewer = personAt(list, decision.signedBy, decided.decidedAt);
  if (
    decision.signedBy !== decided.decidedBy ||
    reviewer?.role !== 'reviewer' ||
    decision.signedBy === statement.signedBy
  )
    fail('verify.notByReviewer', APPROVAL_FILES.decision);
  if (
    decided.outcome === 'rejected' ||
    decided.release !== release.id ||
    decided.statementSha256 !== statementHash(stated)
  )
    fail('verify.otherContent', APPROVAL_FILES.decision);
  if (stated.submittedAt > decided.decidedAt || decided.decidedAt > manifest.madeAt)
    fail('verify.wrongOrder', APPROVAL_FILES.decision);

  const administrator = fingerprint(list.administrator);
  if (findings.length > 0) return { findings, administrator, shown: null };
  return {
    findings,
    administrator,
    shown: {
      submittedBy: analyst?.name ?? '',
      submittedAt: stated.submittedAt,
      decidedBy: reviewer?.name ?? '',
      decidedAt: decided.decidedAt,
      outcome: decided.outcome,
      organisation: list.name,
      administrator,
      looser: loosened(limits, CAUTIOUS_RULES),
    },
  };
}
