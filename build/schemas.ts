import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { groupsSchema } from '../shared/schemas/groups.ts';
import { indicatorSchema } from '../shared/schemas/indicator.ts';
import { methodSchema } from '../shared/schemas/method.ts';
import { productionPlanSchema } from '../shared/schemas/productionPlan.ts';
import { releasePlanSchema } from '../shared/schemas/releasePlan.ts';
import { ruleSetSchema } from '../shared/schemas/ruleSet.ts';
import { scenarioSchema } from '../shared/schemas/scenario.ts';
import { specificationSchema } from '../shared/schemas/specification.ts';
import { attackProblemSchema, tableSpecificationSchema } from '../shared/schemas/table.ts';

/*
 * The files that a person may write, as JSON Schema, so that an editor can help while they are written. Made from the zod
 * schemas that Sigill checks with: `node build/schemas.ts`; a test says when they are stale.
 */

const written = {
  method: { schema: methodSchema, title: 'METHOD.json: how areas are assessed' },
  groups: { schema: groupsSchema, title: 'GROUPS.json: how areas are grouped' },
  table: { schema: tableSpecificationSchema, title: 'SPEC.json: how a table is protected' },
  problem: {
    schema: attackProblemSchema,
    title: 'problem.json: what an attacker of a published table has before them',
  },
  indicator: { schema: indicatorSchema, title: 'The definition of an indicator' },
  'import-specification': { schema: specificationSchema, title: 'How a delivered file is read' },
  'release-plan': { schema: releasePlanSchema, title: 'The tables of a release' },
  'production-plan': { schema: productionPlanSchema, title: "PLAN.json: a year's production" },
  scenario: { schema: scenarioSchema, title: 'SCENARIO.json: a way of assessing that travels without data' },
  'rule-set': { schema: ruleSetSchema, title: 'A set of rules for disclosure control' },
} satisfies Record<string, { schema: z.ZodType; title: string }>;

export const SCHEMA_FOLDER = path.resolve(import.meta.dirname, '../resources/schemas');

/** File name and content of every schema. */
export const schemaFiles = (): Map<string, string> =>
  new Map(
    Object.entries(written).map(([name, { schema, title }]) => [
      `${name}.schema.json`,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`,
    ]),
  );

if (import.meta.main) {
  mkdirSync(SCHEMA_FOLDER, { recursive: true });
  for (const [name, content] of schemaFiles()) writeFileSync(path.join(SCHEMA_FOLDER, name), content);
}
