import '@fontsource-variable/inter/wght.css';
import './mantine.ts';
import './base.css';
import { createTheme, type CSSVariablesResolver, MantineProvider } from '@mantine/core';
import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { diverging } from '../colour/scales.ts';
import { styleNonce } from './nonce.ts';
import { BLUES, GREYS, type Scheme, TOKENS, type Tokens } from './tokens.ts';

const still = { transitionProps: { duration: 0 } };

const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '3px', md: '3px', lg: '4px', xl: '4px' },
  defaultRadius: 'sm',
  colors: { sigill: BLUES, dark: GREYS },
  primaryColor: 'sigill',
  primaryShade: { light: 8, dark: 6 },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'default',
  components: {
    Modal: { defaultProps: { ...still, overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: { defaultProps: { ...still, openDelay: 350, withArrow: false } },
    Popover: { defaultProps: { ...still, shadow: 'sm' } },
    Menu: { defaultProps: { ...still, shadow: 'sm' } },
    Select: { defaultProps: { comboboxProps: { ...still, shadow: 'sm' } } },
    Spotlight: { defaultProps: { ...still, overlayProps: { backgroundOpacity: 0.35, blur: 0 } } },
  },
});

const own = (tokens: Tokens, scheme: Scheme): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--sg-${name}`, String(value)])),
  '--sg-less': diverging(3, scheme)[0] ?? tokens.mark,
  '--sg-more': diverging(3, scheme)[2] ?? tokens.mark,
  '--mantine-color-body': tokens.surface,
  '--mantine-color-text': tokens.text,
  '--mantine-color-dimmed': tokens.textMuted,
  '--mantine-color-placeholder': tokens.textMuted,
  '--mantine-color-anchor': tokens.accent,
  '--mantine-color-error': tokens.danger,
  '--mantine-color-default': tokens.surface,
  '--mantine-color-default-hover': tokens.hover,
  '--mantine-color-default-color': tokens.text,
  '--mantine-color-default-border': tokens.lineStrong,
  '--mantine-color-disabled': tokens.ground,
  '--mantine-color-disabled-color': tokens.textMuted,
  '--mantine-color-disabled-border': tokens.line,
});

const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: own(TOKENS.light, 'light'),
  dark: own(TOKENS.dark, 'dark'),
});

const SchemeContext = createContext<Scheme>('light');

export const useScheme = (): Scheme => useContext(SchemeContext);
/** The colours in use, for what is drawn on a canvas. */
export const useTokens = (): Tokens => TOKENS[useContext(SchemeContext)];

interface ThemeProps {
  readonly scheme: Scheme;
  readonly children: ReactNode;
}

export function Theme({ scheme, children }: ThemeProps): ReactElement {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
      cssVariablesResolver={variables}
      withGlobalClasses={false}
    >
      <SchemeContext value={scheme}>{children}</SchemeContext>
    </MantineProvider>
  );
}
