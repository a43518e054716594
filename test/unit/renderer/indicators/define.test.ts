import { describe, expect, it } from 'vitest';
import { formatDefinition, parseDefinition } from '../../../../electron/engine/indicators/definitions.ts';
import { shippedDefinitions } from '../../../../electron/engine/indicators/shipped.ts';
import {
  CONDITION_KINDS,
  conditionOf,
  MEASURE_KINDS,
  measureOf,
  VALUE_KINDS,
  valueOf,
} from '../../../../renderer/features/indicators/define/model/blanks.ts';
import { offsetOf } from '../../../../renderer/features/indicators/define/form/TextEditor.tsx';
import { textOf } from '../../../../renderer/features/indicators/define/model/editor.ts';
import { faultText } from '../../../../renderer/features/indicators/define/model/faults.ts';
import {
  isWithin,
  placeOf,
  withAt,
  withoutCondition,
} from '../../../../renderer/features/indicators/define/model/path.ts';
import { movedAreas } from '../../../../renderer/features/indicators/define/outcome/present.ts';
import { idFrom } from '../../../../renderer/features/indicators/define/SaveDialog.tsx';
import type { Condition, Value } from '../../../../shared/schemas/condition.ts';
import { conditionSchema, valueSchema } from '../../../../shared/schemas/condition.ts';
import sv from '../../../../shared/texts/catalogue/indicators.sv.json' with { type: 'json' };

describe('the form and the file', () => {
  it('are one to one for every shipped definition', () => {
    for (const { definition } of shippedDefinitions()) {
      expect(textOf(definition)).toBe(formatDefinition(definition));
      expect(textOf(parseDefinition('', textOf(definition)).formed ?? definition)).toBe(textOf(definition));
    }
  });

  it('change only what lies on the path', () => {
    const root = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } };
    const next = withAt(root, ['a', 1, 'b'], 5);
    expect(next).toEqual({ a: [{ b: 1 }, { b: 5 }], c: { d: 3 } });
    expect([next.a[0] === root.a[0], next.c === root.c]).toEqual([true, true]);
    expect(withAt(root, ['a', 0], undefined)).toEqual({ a: [{ b: 2 }], c: { d: 3 } });
    expect(withAt(root, ['c', 'd'], undefined)).toEqual({ a: root.a, c: {} });
    expect(placeOf(['a', 1, 'b'])).toBe('a[1].b');
    expect([isWithin('a[1].b', 'a[1]'), isWithin('a[10]', 'a[1]'), isWithin('ab', 'a')]).toEqual([true, false, false]);
  });

  it('leave what remains when a condition is taken away', () => {
    const test: Condition = { missing: { variable: 'A' } };
    const other: Condition = { missing: { variable: 'B' } };
    expect(withoutCondition({ where: { any: [test, other] } }, ['where', 'any', 0])).toEqual({
      where: { any: [other] },
    });
    expect(withoutCondition({ where: { any: [test] } }, ['where', 'any', 0])).toEqual({ where: { all: [] } });
    expect(withoutCondition({ where: { not: test } }, ['where', 'not'])).toEqual({ where: test });
  });
});

describe('a change of kind', () => {
  const value: Value = { multiply: [0.6, { variable: 'Inkomst' }] };
  const condition: Condition = { in: ['1'], variable: 'Kon', join: 'person' };

  it('gives a condition of that kind that holds to the form but for what is still to be chosen', () => {
    for (const from of [
      condition,
      { all: [condition] },
      { not: condition },
      { compare: [value, '<', 3] },
    ] as Condition[])
      for (const kind of CONDITION_KINDS) expect(Object.keys(conditionOf(kind, from))).toContain(kind);
    expect(conditionOf('missing', condition)).toEqual({ missing: { variable: 'Kon', join: 'person' } });
    expect(conditionOf('in', { all: [condition] })).toBe(condition);
    expect(conditionOf('any', condition)).toEqual({ any: [condition] });
    expect(conditionSchema.safeParse(conditionOf('between', { compare: [value, '<', 3] })).success).toBe(true);
  });

  it('keeps the parts of a value', () => {
    for (const kind of VALUE_KINDS.filter((one) => one !== 'count'))
      expect(valueSchema.safeParse(valueOf(kind, value)).success).toBe(true);
    expect(valueOf('add', value)).toEqual({ add: [0.6, { variable: 'Inkomst' }] });
    expect(valueOf('variable', value)).toEqual({ variable: 'Inkomst' });
    expect(valueOf('number', value)).toBe(0.6);
  });

  it('keeps the numerator and the value of a measure', () => {
    for (const kind of MEASURE_KINDS) expect(measureOf(kind, { kind: 'share', numerator: condition }).kind).toBe(kind);
    expect(measureOf('rate', { kind: 'share', numerator: condition })).toEqual({
      kind: 'rate',
      per: 1000,
      numerator: { where: condition },
    });
    expect(measureOf('median', { kind: 'mean', value })).toEqual({ kind: 'median', value });
  });
});

describe('what is wrong', () => {
  it('is said at the field without the file and place that stand in front on the command line', () => {
    const fault = { place: 'population.where', line: null, column: null };
    for (const [key, said] of Object.entries(sv).filter(([, one]) => one.startsWith('{file}, {place}: ')))
      expect(faultText({ ...fault, key, parameters: {} }, 'sv')).toMatch(
        new RegExp(`^${said.slice('{file}, {place}: '.length).charAt(0).toUpperCase()}`, 'u'),
      );
    expect(faultText({ ...fault, key: 'indicators.form.empty', parameters: {} }, 'sv')).toBe(
      'Uppgiften är tom. Välj eller skriv något.',
    );
  });

  it('is found in the text by line and column', () => {
    expect(offsetOf('ab\ncd\n', 2, 2)).toBe(4);
    expect(offsetOf('ab', 9, 9)).toBe(2);
  });
});

it('tells which areas moved, the largest move first', () => {
  expect(movedAreas(Float64Array.of(1, 2, NaN, NaN, 5), Float64Array.of(1, 4, 3, NaN, 1), 5)).toEqual({
    changed: 3,
    first: [4, 1],
  });
});

it('makes an id of a name', () => {
  expect(idFrom('Låg ekonomisk standard, 40 %')).toBe('lag-ekonomisk-standard-40');
});
