import { allocate as allocateAmount, dinero, toSnapshot, type DineroCurrency } from 'dinero.js';
import * as currencies from 'dinero.js/currencies';

/** An amount in the currency's minor units (cents for USD, yen for JPY): always a safe integer. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}
