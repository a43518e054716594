import { createContext, type ReactElement } from 'react';
import type { Condition } from '../../../../../shared/schemas/condition.ts';
import type { Path } from '../model/path.ts';
import type { Setting } from '../model/registers.ts';

export interface ConditionProps {
  readonly condition: Condition;
  readonly path: Path;
  readonly setting: Setting;
  readonly removable?: boolean;
}

/** Conditions hold values and values hold conditions: what draws a condition within a value comes from above. */
export const NestedCondition = createContext<(props: ConditionProps) => ReactElement | null>(() => null);
