/** What one attribute or option of this catalogue is: enough to read a filter on it and to show it. */
export interface AttributeKey {
  readonly key: string;
  readonly label: string;
  /** The unit that bounds are stated in. */
  readonly unit: string | null;
  readonly isOption: boolean;
  /** Products that state it, and how many of those rows are numbers, words or yes/no. */
  readonly products: number;
  readonly numbers: number;
  readonly words: number;
  readonly flags: number;
  /** In the base unit of the dimension. */
  readonly least: number | null;
  readonly most: number | null;
}
