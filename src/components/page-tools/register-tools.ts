import { pageTools, type PageTool } from './page-tools.ts';

/** What of WebMCP is used here (https://webmachinelearning.github.io/webmcp/); null in browsers that do not speak it. */
export interface ModelContext {
  registerTool(tool: PageTool): Promise<void>;
}

/** Offers the tools of the page to the browser's assistant; one that is refused does not keep the others away. */
export async function registerTools(context: ModelContext): Promise<void> {
  await Promise.allSettled(pageTools.map(async (tool) => context.registerTool(tool)));
  // What an assistant sends off goes where the form leads: the conversation would take it over for a person.
  document.addEventListener(
    'submit',
    (event) => {
      if ((event as SubmitEvent & { agentInvoked?: boolean }).agentInvoked) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
