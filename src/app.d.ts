import type { Client } from '#src/http/client.ts';
import type { Visitor } from '#src/http/visitor.ts';
import type { Person } from '#src/studio/people.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who asks: the address that limits count, and the scheme and host asked for. */
      client: Client;
      /** The browser, by the id that the shop gave it. */
      visitor: Visitor;
      /** Who of the team is in; set for every page of the studio but the way in. */
      person?: Person;
    }
  }
  /** What WebMCP adds to forms (https://github.com/webmachinelearning/webmcp, the declarative part). */
  namespace astroHTML.JSX {
    interface FormHTMLAttributes {
      toolname?: string | undefined;
      tooldescription?: string | undefined;
      /** Whether an assistant may send it off without a press of the person. */
      toolautosubmit?: boolean | undefined;
    }
    interface InputHTMLAttributes {
      toolparamdescription?: string | undefined;
    }
  }
}
