import type { ReactElement } from 'react';
import type { ReleaseMethod, ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField, FormGroup, FormMore } from '../../../../ui/forms/SmallForm.tsx';
import { useBuilder } from '../model/builder.ts';
import { numbersIn } from '../model/numbers.ts';
import { summable } from '../model/registers.ts';

interface MethodFieldsProps {
  readonly method: ReleaseMethod;
  readonly content: ReleaseTable['content'];
  readonly year: number;
  readonly onChange: (method: ReleaseMethod, by?: string) => void;
}

const OWN = '';

/** What a method is told besides its name: what it rounds to, how great its noise is, and where the keys come from. */
export function MethodFields({ method, content, year, onChange }: MethodFieldsProps): ReactElement | null {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const number = (
    name: 'base' | 'most' | 'variance' | 'smallest',
    value: number,
    fits: (value: number) => boolean,
    put: (value: number) => ReleaseMethod,
  ): ReactElement => (
    <FormField label={t(`releaseTables.method.${name}`)}>
      <SmallNumber
        label={t(`releaseTables.method.${name}Long`)}
        value={value}
        width={72}
        onChange={(next) => {
          if (next !== null && fits(next)) onChange(put(next), `method.${name}`);
        }}
        onDone={settle}
      />
    </FormField>
  );
  const whole =
    (least: number, most: number) =>
    (value: number): boolean =>
      Number.isInteger(value) && value >= least && value <= most;
  if (method.kind === 'suppress') return null;
  const keyed = method.kind === 'cell-key' || method.kind === 'random-round';
  return (
    <FormGroup label={t('releaseTables.methodOptions')}>
      {method.kind === 'cell-key' ? (
        <>
          {number('most', method.noise.most, whole(1, 1000), (most) => ({
            ...method,
            noise: { ...method.noise, most },
          }))}
          {number(
            'variance',
            method.noise.variance,
            (value) => value > 0 && value <= 1e6,
            (variance) => ({ ...method, noise: { ...method.noise, variance } }),
          )}
          {number('smallest', method.noise.smallest, whole(0, 1000), (smallest) => ({
            ...method,
            noise: { ...method.noise, smallest },
          }))}
          <FormField label={t('releaseTables.method.sumNoise')}>
            <SmallText
              label={t('releaseTables.method.sumNoiseLong')}
              value={method.sumNoise?.join('; ').replaceAll('.', ',') ?? ''}
              placeholder="0,6; 0,4; 0,2"
              onChange={(text) => {
                const { sumNoise: _before, ...own } = method;
                const shares = numbersIn(text).filter((share) => share > 0 && share <= 1);
                onChange(shares.length === 0 ? own : { ...own, sumNoise: shares.slice(0, 10) }, 'method.sumNoise');
              }}
              onDone={settle}
            />
          </FormField>
        </>
      ) : (
        number('base', method.base, whole(2, 1_000_000), (base) => ({ ...method, base }))
      )}
      {keyed && (content.kind === 'register' || method.key !== undefined || method.modulus !== undefined) && (
        <Keys
          method={method}
          register={content.kind === 'register' ? content.register : ''}
          year={year}
          onChange={onChange}
        />
      )}
    </FormGroup>
  );
}

type Keyed = Extract<ReleaseMethod, { kind: 'cell-key' | 'random-round' }>;

function Keys({
  method,
  register,
  year,
  onChange,
}: {
  readonly method: Keyed;
  readonly register: string;
  readonly year: number;
  readonly onChange: MethodFieldsProps['onChange'];
}): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const registers = useBuilder((state) => state.registers) ?? [];
  const columns = summable(registers, register, year).filter(({ type }) => type === 'integer');
  return (
    <FormMore label={t('releaseTables.keys')}>
      <FormField label={t('releaseTables.key')}>
        <SmallSelect
          label={t('releaseTables.keyLong')}
          value={method.key ?? OWN}
          choices={[
            { value: OWN, label: t('releaseTables.keyFromProject') },
            ...columns.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(key) => {
            const { key: _before, ...own } = method;
            onChange(key === OWN ? own : { ...own, key });
          }}
        />
      </FormField>
      <FormField label={t('releaseTables.modulus')}>
        <SmallNumber
          label={t('releaseTables.modulusLong')}
          value={method.modulus ?? null}
          width={120}
          placeholder="4294967296"
          onChange={(modulus) => {
            const { modulus: _before, ...own } = method;
            const fits = modulus !== null && Number.isInteger(modulus) && modulus >= 2 && modulus <= 4_294_967_296;
            onChange(fits ? { ...own, modulus } : own, 'method.modulus');
          }}
          onDone={settle}
        />
      </FormField>
    </FormMore>
  );
}
