export interface ImportOptions {
  /** Under which name the feed's products are kept; without it the format's: `shopify`, `google` or `schema-org`. */
  readonly source?: string | undefined;
  /** Where a format names no currency (Shopify), prices are in this one; ISO 4217. */
  readonly currency: string;
  readonly dryRun?: boolean | undefined;
  /** Lets an import archive more than half of a source's products. */
  readonly allowRemovals?: boolean | undefined;
  readonly progress?: ((done: number, of: number | null, what?: string) => void) | undefined;
  readonly now: Date;
}
