import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, events } from '../../shared/ipc/contract.ts';
import { METHODS } from '../../shared/ipc/methods.ts';
import { conditionSchema, valueSchema } from '../../shared/schemas/condition.ts';

/*
 * Looks through every schema of the channel, in the form of JSON Schema: nothing is unchecked, every object refuses
 * unknown keys, every string and list has a largest size. What cannot be judged is a fault too.
 */

type JsonSchema = boolean | { readonly [key: string]: unknown };

/** Conditions hold conditions, and are taken apart step by step (condition.ts); they go out of the engine only. */
const IN_CODE: ReadonlySet<unknown> = new Set([conditionSchema, valueSchema]);

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      if (zodSchema instanceof z.ZodCustom) made.type = 'object';
      if (zodSchema instanceof z.ZodCustom) made.title = 'typed array';
      if (zodSchema instanceof z.ZodNaN) made.type = 'number';
      if (IN_CODE.has(zodSchema)) made.title = 'checked in code';
    },
  });

/** A pattern bounds the length when it is anchored and repeats nothing without end. */
const isBounded = (pattern: unknown): boolean =>
  typeof pattern === 'string' && pattern.startsWith('^') && pattern.endsWith('$') && !/[*+]|\{\d+,\}/u.test(pattern);

const listOf = (value: unknown): JsonSchema[] => (Array.isArray(value) ? (value as JsonSchema[]) : []);

function faultsOf(schema: JsonSchema, place: string, io: 'input' | 'output'): string[] {
  if (typeof schema === 'boolean') return [`${place}: takes anything`];
  const below = (inner: unknown, name: string): string[] => faultsOf(inner as JsonSchema, `${place}.${name}`, io);
  const choices = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (choices.length > 0) return choices.flatMap((choice, number) => below(choice, String(number)));
  if ('enum' in schema || 'const' in schema) return [];
  if (schema['title'] === 'checked in code')
    return io === 'output' ? [] : [`${place}: a condition may not come from the window`];
  const types = Array.isArray(schema['type']) ? (schema['type'] as unknown[]) : [schema['type']];
  return types.flatMap((type) => {
    if (type === 'string')
      return typeof schema['maxLength'] === 'number' || isBounded(schema['pattern'])
        ? []
        : [`${place}: text without a largest length`];
    if (type === 'array')
      return [
        ...(typeof schema['maxItems'] === 'number' ? [] : [`${place}: list without a largest length`]),
        ...listOf(schema['prefixItems']).flatMap((item, number) => below(item, String(number))),
        ...(schema['items'] === undefined || schema['items'] === false ? [] : below(schema['items'], '[]')),
      ];
    if (type === 'object' && schema['title'] === 'typed array')
      return io === 'output' ? [] : [`${place}: a typed array may not come from the window`];
    if (type === 'object')
      return [
        ...(schema['additionalProperties'] === undefined ? [`${place}: takes unknown keys`] : []),
        ...(typeof schema['additionalProperties'] === 'object' ? below(schema['additionalProperties'], '*') : []),
        ...(schema['propertyNames'] === undefined ? [] : below(schema['propertyNames'], 'key')),
        ...Object.entries(schema['properties'] ?? {}).flatMap(([name, inner]) => below(inner, name)),
      ];
    return ['number', 'integer', 'boolean', 'null'].includes(String(type)) ? [] : [`${place}: takes anything`];
  });
}

const faults = (schema: z.ZodType, place: string, io: 'input' | 'output'): string[] =>
  faultsOf(jsonSchema(schema, io), place, io);

describe('12. what crosses the channel is checked and bounded', () => {
  it.each(METHODS)('%s', (method) => {
    expect(faults(contract[method].input, `${method} in`, 'input')).toEqual([]);
    expect(faults(contract[method].output, `${method} out`, 'output')).toEqual([]);
  });

  it.each(Object.keys(events) as (keyof typeof events)[])('the event %s', (event) => {
    expect(faults(events[event], event, 'output')).toEqual([]);
  });

  it('finds what it looks for', () => {
    const loose = z.object({
      text: z.string(),
      list: z.array(z.any()),
      pattern: z.string().regex(/^a+$/u),
      array: z.instanceof(Float64Array),
      choice: z.union([z.string().max(1), z.unknown()]),
    });
    expect(faults(loose, 'x', 'input').sort()).toEqual([
      'x.array: a typed array may not come from the window',
      'x.choice.1: takes anything',
      'x.list.[]: takes anything',
      'x.list: list without a largest length',
      'x.pattern: text without a largest length',
      'x.text: text without a largest length',
      'x: takes unknown keys',
    ]);
  });
});
