import { type ReactElement, useState } from 'react';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';

interface ExpertNameProps {
  readonly label: string;
  readonly name: string;
  /** When the field is left. */
  readonly onName: (name: string) => void;
}

/** A name that counts when the field is left, so that writing it is one step and not one per letter. */
export function ExpertName({ label, name, onName }: ExpertNameProps): ReactElement {
  const [written, setWritten] = useState<string | null>(null);
  return (
    <SmallText
      label={label}
      value={written ?? name}
      width={92}
      onChange={setWritten}
      onDone={() => {
        if (written !== null && written !== name) onName(written.slice(0, 200));
        setWritten(null);
      }}
    />
  );
}
