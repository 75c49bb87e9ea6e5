/** What ranking asks of a product besides the impacts of its words. Terms are numbers, a blank before and behind each. */
export interface Entry {
  readonly title: string;
  /** The title without what comes after "for" or "fits". */
  readonly about: string;
  readonly first: string;
  readonly later: string;
  readonly goesWith: string;
  readonly forChildren: boolean;
  /** In half precision; null where it has none. */
  readonly vector: Uint16Array | null;
}
