import description from '../../package.json' with { type: 'json' };

/** The version of Sigill, as package.json says it. */
export const PRODUCT_VERSION: string = description.version;
