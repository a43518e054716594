import { MantineProvider } from '@mantine/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { BuilderPane } from '../../../../renderer/features/release/tables/builder/BuilderPane.tsx';
import { openedFrom } from '../../../../renderer/features/release/tables/model/built.ts';
import { useBuilder } from '../../../../renderer/features/release/tables/model/builder.ts';
import { useDraft } from '../../../../renderer/features/release/tables/model/draft.ts';
import { comparedName } from '../../../../renderer/features/release/tables/model/methods.ts';
import { numbersIn } from '../../../../renderer/features/release/tables/model/numbers.ts';
import { startWords } from '../../../../renderer/i18n/words.ts';
import { startHistory } from '../../../../shared/domain/tuning/history.ts';
import type { Draft } from '../../../../shared/ipc/tables.ts';
import { PACKAGE_FORMATS } from '../../../../shared/schemas/packageFormats.ts';
import { releasePlanSchema, type ReleaseTable, releaseTableSchema } from '../../../../shared/schemas/releasePlan.ts';

/* TABLES.json and the form are one to one: plans drawn from the schema's own shape are read, shown in every part, and written back. */

type Shape = z.core.JSONSchema.JSONSchema;
const NAME = /^[a-z0-9][a-z0-9-]{0,12}$/u;

/** What a schema lets through, drawn from its shape. Ids and codes are short small letters, which every pattern of the plan takes. */
function drawn(shape: Shape): fc.Arbitrary<unknown> {
  const { oneOf, anyOf, properties = {}, required = [], items } = shape;
  const choices = oneOf ?? anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => drawn(one)));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.type === 'string')
    return shape.pattern === undefined
      ? fc.string({ minLength: 4, maxLength: 20 }).map((text) => `Å${text.trim()}`)
      : fc.stringMatching(NAME);
  if (shape.type === 'integer')
    return fc.integer({ min: Math.max(shape.minimum ?? 0, -1e6), max: Math.min(shape.maximum ?? 1e9, 2 ** 31 - 1) });
  if (shape.type === 'number')
    return fc.integer({ min: 1, max: 1000 }).map((part) => (part / 1000) * Math.min(1000, shape.maximum ?? 1000));
  if (shape.type === 'array')
    return fc.array(drawn(items as Shape), {
      minLength: shape.minItems ?? 0,
      maxLength: Math.min(shape.maxItems ?? 3, Math.max(3, shape.minItems ?? 0)),
    });
  const parts = Object.entries(properties).map(([key, part]) => [key, drawn(part as Shape)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: required });
}

const tables = drawn(z.toJSONSchema(releaseTableSchema, { io: 'input' })).map((table) =>
  releaseTableSchema.parse(table),
);

const demonstration = releasePlanSchema.parse(
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../../../resources/tables/demonstration.json'), 'utf8'),
  ),
);

const plans: fc.Arbitrary<Draft> = fc.record({
  version: fc.constant(1 as const),
  title: fc.constant({ sv: 'Utlämnande', en: 'Release' }),
  year: fc.integer({ min: 1990, max: 2030 }),
  tables: fc.uniqueArray(tables, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
  statements: fc.constant(demonstration.statements ?? []),
  formats: fc.subarray([...PACKAGE_FORMATS], { minLength: 1 }),
});

/** Every text and number of a table, with where it stands. */
function leavesOf(value: unknown, at: string): (readonly [at: string, value: string | number | true])[] {
  if (typeof value === 'string' || typeof value === 'number' || value === true) return [[at, value]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => leavesOf(part, at === '' ? key : `${at}.${key}`));
}

/** What is told by a list of choices and by marks, and looked at by itself. */
const CHOSEN = /(?:^|\.)(?:kind|how|except)$/u;

let root: Root | undefined;
let host: HTMLElement;
beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  vi.stubGlobal('sigill', {
    request: async (method: string) => ({
      ok: true,
      data: method === 'indicators.catalogue' ? { indicators: [] } : {},
    }),
    listen: () => () => undefined,
  });
  await startWords('sv');
});
afterEach(() => {
  act(() => root?.unmount());
  root = undefined;
});
afterAll(() => {
  vi.unstubAllGlobals();
});

/** Shows the table in the form, and gives whatever can be read there. */
async function shown(table: ReleaseTable): Promise<{ said: Set<string>; text: string; checked: number }> {
  useBuilder.setState({ registers: [], history: startHistory(openedFrom(table, 2023)) });
  host = document.createElement('div');
  root = createRoot(host);
  await act(async () => {
    root?.render(
      <MantineProvider env="test">
        <BuilderPane />
      </MantineProvider>,
    );
    await Promise.resolve();
  });
  const fields = [...host.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, textarea, select')];
  const checked = host.querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked').length;
  const said = new Set(fields.flatMap(({ value }) => [value, ...numbersIn(value.replaceAll('−', '-')).map(String)]));
  const text = host.textContent ?? '';
  act(() => root?.unmount());
  root = undefined;
  return { said, text, checked };
}

describe('a plan in the form', () => {
  it('is the same when every table has been opened and laid back', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        useDraft.setState({ history: startHistory(plan) });
        for (const table of plan.tables) {
          expect(useDraft.getState().put(openedFrom(table, plan.year))).toBe(table.id);
        }
        expect(JSON.stringify(useDraft.getState().history?.present)).toBe(JSON.stringify(plan));
      }),
      { numRuns: 200 },
    );
  });

  it('has every text and number of a table in a field', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const { said, text } = await shown(table);
        const unseen = leavesOf(table, '').filter(
          ([at, value]) => !CHOSEN.test(at) && !said.has(String(value)) && !text.includes(String(value)),
        );
        expect(unseen).toEqual([]);
        expect([...said]).toContain(comparedName(table.method).method);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 60_000);

  it('keeps its lists, one of which can be taken out and put back', () => {
    useDraft.setState({ history: startHistory(demonstration) });
    const { removeStatement, undo } = useDraft.getState();
    removeStatement('nivaer');
    expect(useDraft.getState().history?.present.statements?.map(({ id }) => id)).toEqual(['gruppprofiler']);
    undo();
    expect(useDraft.getState().history?.present).toEqual(demonstration);
  });

  it('has its lists follow a table that gets another id', () => {
    useDraft.setState({ history: startHistory(demonstration) });
    const table = demonstration.tables.find(({ id }) => id === 'hyresratt') as ReleaseTable;
    useDraft.getState().put({ ...openedFrom({ ...table, id: 'upplatelseform' }, 2023), inDraft: 'hyresratt' });
    const from = useDraft.getState().history?.present.statements?.flatMap((one) => one.from.map((own) => own.table));
    expect(from).toEqual([
      'befolkning-alder',
      'upplatelseform',
      'befolkning-alder',
      'befolkning-alder',
      'upplatelseform',
    ]);
  });

  it('that this version cannot read is left untouched until another is begun', async () => {
    vi.stubGlobal('sigill', {
      request: async () => ({ ok: true, data: { draft: null, unread: 'tables.0.method' } }),
      listen: () => () => undefined,
    });
    await useDraft.getState().load(2023, { sv: 'a', en: 'b' });
    expect(useDraft.getState()).toMatchObject({ history: null, unread: 'tables.0.method' });
    useDraft.getState().startAnew(2023, { sv: 'a', en: 'b' });
    expect(useDraft.getState()).toMatchObject({ unread: null, history: { present: { tables: [] } } });
  });
});
