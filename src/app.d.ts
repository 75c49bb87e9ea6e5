import type { Person } from '#src/studio/people.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who of the team is in; set for every page of the studio but the way in. */
      person?: Person;
    }
  }
}
